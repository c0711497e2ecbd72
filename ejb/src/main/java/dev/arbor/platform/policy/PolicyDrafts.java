package dev.arbor.platform.policy;

import dev.arbor.engine.api.KnownCategories;
import dev.arbor.engine.api.PolicyRules.Draft;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.RubyRules;
import dev.arbor.platform.api.PolicyArea;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what rules are to be, and refuses what they cannot be. */
final class PolicyDrafts {

    private static final String INVALID = "invalid_value";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_RULE = 100_000;
    private static final int LONGEST_MESSAGE = 4_000;

    private final RubyRules ruby;
    private final KnownCategories categories;

    PolicyDrafts(RubyRules ruby, KnownCategories categories) {
        this.ruby = ruby;
        this.categories = categories;
    }

    /** What can be said without the database; compiling takes its time. */
    void check(Draft draft) {
        draft.name().ifPresent(PolicyDrafts::checkName);
        draft.message().filter(message -> message.length() > LONGEST_MESSAGE).ifPresent(message -> {
            throw tooLong("message", LONGEST_MESSAGE, message);
        });
        draft.rule().ifPresent(this::checkRule);
    }

    private static void checkName(String name) {
        if (name.isBlank()) {
            throw Refusal.invalid(INVALID, "Expected the name of a policy rule, but it is blank.");
        }
        if (name.length() > LONGEST_NAME) {
            throw tooLong("name", LONGEST_NAME, name);
        }
    }

    private void checkRule(String rule) {
        if (rule.isBlank()) {
            throw Refusal.invalid(INVALID, "Expected Ruby in the rule of a policy rule, but it is blank.");
        }
        if (rule.length() > LONGEST_RULE) {
            throw tooLong("rule", LONGEST_RULE, rule);
        }
        ruby.check(rule).ifPresent(fault -> {
            throw Refusal.invalid("invalid_rule", "Expected a rule that is valid Ruby, but it is not: " + fault);
        });
    }

    private static Refusal tooLong(String what, int longest, String text) {
        return Refusal.invalid(
                INVALID,
                "Expected at most " + longest + " characters in the " + what + " of a policy rule, but got "
                        + text.length() + ".");
    }

    /** The areas under the names that they have. */
    static List<String> areas(List<String> labels) {
        return labels.stream()
                .map(label -> PolicyArea.of(label)
                        .orElseThrow(() -> Refusal.invalid(
                                INVALID,
                                "Expected consolePolicyRules to be among " + labels() + ", but got '" + label + "'."))
                        .label())
                .distinct()
                .toList();
    }

    private static String labels() {
        return List.of(PolicyArea.values()).stream().map(PolicyArea::label).collect(Collectors.joining(", "));
    }

    /** Writes what a rule is assigned to; each type of rule has one kind of thing. */
    void assign(Connection connection, PolicyRow rule, Draft draft) throws SQLException {
        replace(
                connection,
                rule,
                Type.CONSOLE_ACCESS,
                Assignments.AREAS,
                draft.areas().map(PolicyDrafts::areas));
        replace(connection, rule, Type.CATEGORY_ACCESS, Assignments.CATEGORIES, draft.categories());
        replace(connection, rule, Type.API_ACCESS, Assignments.SOURCES, draft.sources());
    }

    private void replace(
            Connection connection, PolicyRow rule, Type type, Assignments things, Optional<List<String>> names)
            throws SQLException {
        if (names.isEmpty() || names.get().isEmpty() && rule.key().type() != type) {
            return;
        }
        demandType(rule, type, things);
        List<String> wanted = names.get().stream().distinct().toList();
        demandThere(connection, things, wanted);
        things.replaceOfRule(connection, rule.id(), wanted);
    }

    /** A rule of another type would be assigned and mean nothing. */
    static void demandType(PolicyRow rule, Type type, Assignments things) {
        if (rule.key().type() != type) {
            throw Refusal.invalid(
                    INVALID,
                    "Expected a policy rule of the type " + type.label() + " for "
                            + things.name().toLowerCase() + ", but '"
                            + rule.key().name() + "' is of the type "
                            + rule.key().type().label() + ".");
        }
    }

    void demandThere(Connection connection, Assignments things, List<String> names) throws SQLException {
        Set<String> missing =
                switch (things) {
                    case AREAS -> Set.of();
                    case CATEGORIES -> categories.missing(names);
                    case SOURCES -> missingSources(connection, names);
                };
        if (!missing.isEmpty()) {
            throw Refusal.invalid(
                    "missing_" + things.name().toLowerCase(),
                    "Expected " + things.name().toLowerCase() + " that are there, but " + missing + " are not.");
        }
    }

    static Set<String> missingSources(Connection connection, List<String> names) throws SQLException {
        List<String> missing = new ArrayList<>(names);
        if (!names.isEmpty()) {
            missing.removeAll(Rows.list(
                    connection,
                    "SELECT name FROM source WHERE name IN (" + Rows.marks(names.size()) + ")",
                    row -> row.getString(1),
                    names.toArray()));
        }
        return Set.copyOf(missing);
    }
}
