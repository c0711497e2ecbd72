package dev.arbor.platform.query;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.query.Condition.And;
import dev.arbor.platform.query.Condition.Comparison;
import dev.arbor.platform.query.Condition.Operator;
import dev.arbor.platform.query.Condition.Or;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a query (integrator spec 5.6). Keywords may have any case, AND binds closer than OR. */
public final class Kql {

    private static final int MAX_DEPTH = 50;
    private static final int LONGEST = 20_000;

    private final String text;
    private int at;
    private int depth;

    private Kql(String text) {
        this.text = text;
    }

    /**
     * The condition of a query; everything when it is blank.
     *
     * @throws PlatformRefusal with the position of what is wrong
     */
    public static Condition read(Optional<String> query) {
        if (query.isEmpty() || query.get().isBlank()) {
            return new Condition.All();
        }
        Kql kql = new Kql(query.get());
        if (kql.text.length() > LONGEST) {
            throw kql.wrong("a query of at most " + LONGEST + " characters");
        }
        Condition condition = kql.or();
        kql.spaces();
        if (kql.at < kql.text.length()) {
            throw kql.wrong("AND, OR or the end");
        }
        return condition;
    }

    private Condition or() {
        List<Condition> parts = new ArrayList<>(List.of(and()));
        while (keyword("OR")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Condition and() {
        List<Condition> parts = new ArrayList<>(List.of(primary()));
        while (keyword("AND")) {
            parts.add(primary());
        }
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Condition primary() {
        if (!sign("(")) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw wrong("at most " + MAX_DEPTH + " groups within each other");
        }
        Condition inner = or();
        expect(")");
        depth--;
        return inner;
    }

    private Comparison comparison() {
        String property = property();
        if (keyword("IN")) {
            boolean list = sign("[");
            if (!list) {
                expect("(");
            }
            List<String> values = new ArrayList<>();
            do {
                values.add(value());
            } while (sign(","));
            expect(list ? "]" : ")");
            return new Comparison(property, Operator.IN, Collections.unmodifiableList(values));
        }
        if (keyword("BETWEEN")) {
            expect("(");
            String from = value();
            expect(",");
            String to = value();
            expect(")");
            return new Comparison(property, Operator.BETWEEN, both(from, to));
        }
        return new Comparison(property, operator(), Collections.singletonList(value()));
    }

    private List<String> both(String from, String to) {
        if (from == null || to == null) {
            throw wrong("two texts as the bounds");
        }
        return List.of(from, to);
    }

    private Operator operator() {
        // The longest first: one begins like another.
        if (sign("*=*")) {
            return Operator.CONTAINS;
        }
        if (sign("=*")) {
            return Operator.STARTS;
        }
        if (sign("!=")) {
            return Operator.NOT_EQUAL;
        }
        if (sign(">=")) {
            return Operator.GREATER_OR_EQUAL;
        }
        if (sign("<=")) {
            return Operator.LESS_OR_EQUAL;
        }
        if (sign("=")) {
            return Operator.EQUAL;
        }
        if (sign(">")) {
            return Operator.GREATER;
        }
        if (sign("<")) {
            return Operator.LESS;
        }
        throw wrong("an operator");
    }

    private String property() {
        spaces();
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == from) {
            throw wrong("a property");
        }
        String name = text.substring(from, at);
        if (at < text.length() && text.charAt(at) == '[') {
            int end = text.indexOf(']', at);
            if (end < 0) {
                throw wrong("a closing bracket");
            }
            name += text.substring(at, end + 1);
            at = end + 1;
        }
        return name;
    }

    private String value() {
        if (keyword("null")) {
            return null;
        }
        spaces();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote != '"' && quote != '\'') {
            throw wrong("a value in quotes or null");
        }
        int begin = at;
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at >= text.length()) {
            at = begin;
            throw wrong("a closing quote");
        }
        at++;
        return value.toString();
    }

    private void spaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean sign(String sign) {
        spaces();
        if (text.startsWith(sign, at)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    private void expect(String sign) {
        if (!sign(sign)) {
            throw wrong("'" + sign + "'");
        }
    }

    /** A whole word, in any case. */
    private boolean keyword(String word) {
        spaces();
        int end = at + word.length();
        if (text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private PlatformRefusal wrong(String expected) {
        spaces();
        String found =
                at >= text.length() ? "the end" : "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'";
        return PlatformRefusal.invalid(
                "invalid_query",
                "Expected " + expected + " at position " + (at + 1) + " of the query, but found " + found + ".");
    }
}
