package dev.arbor.integrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with its parameters found: what was {@code $1} or {@code @name} is a question mark, and which parameter
 * stands at each of them is told in order. What is within quotes or comments is left alone. Values are always bound.
 *
 * @param text for the driver
 * @param names of the parameters, in the order of the question marks: the digits of {@code $1}, or the name
 */
public record Statement(String text, List<String> names) {

    private static final String QUOTED =
            "'[^']*+(?:''[^']*+)*+'|\"[^\"]*+(?:\"\"[^\"]*+)*+\"|`[^`]*+`|--[^\\n]*+|/\\*(?s:.*?)\\*/"
                    + "|(?<tag>\\$[A-Za-z_]*\\$)(?s:.*?)\\k<tag>";
    private static final Pattern NUMBERED = Pattern.compile(QUOTED + "|\\$(?<name>\\d{1,4})|\\?");
    private static final String NAME = "|(?<![@\\w])@(?<name>[A-Za-z_]\\w*)";
    private static final Pattern NAMED = Pattern.compile(QUOTED + NAME);
    private static final Pattern BRACKETED = Pattern.compile(QUOTED + "|\\[[^\\]]*+(?:\\]\\][^\\]]*+)*+\\]" + NAME);

    /** With parameters such as {@code $1}. A question mark is an operator there, which the driver wants to see twice. */
    public static Statement numbered(String text) {
        return read(text, NUMBERED, name -> true);
    }

    /** {@link #named}, where names within brackets are quoted too, as SQL Server has it. */
    public static Statement bracketed(String text, Predicate<String> isGiven) {
        return read(text, BRACKETED, isGiven);
    }

    /** With parameters such as {@code @name}, of those names that are given one; others are the database's variables. */
    public static Statement named(String text, Predicate<String> isGiven) {
        return read(text, NAMED, isGiven);
    }

    private static Statement read(String text, Pattern pattern, Predicate<String> isGiven) {
        List<String> names = new ArrayList<>();
        StringBuilder read = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String name = matcher.group("name");
            boolean parameter = name != null && isGiven.test(name);
            if (parameter) {
                names.add(name);
            }
            matcher.appendReplacement(
                    read,
                    parameter ? "?" : Matcher.quoteReplacement(matcher.group().equals("?") ? "??" : matcher.group()));
        }
        matcher.appendTail(read);
        return new Statement(read.toString(), List.copyOf(names));
    }
}
