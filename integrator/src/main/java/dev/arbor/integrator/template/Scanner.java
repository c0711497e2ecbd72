package dev.arbor.integrator.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tags of a template and writes it again with delimiters that no template contains and with numbers for names,
 * so that the Mustache library sees tags where the author's rules see them and nowhere else: names may hold anything but
 * braces, and what is not a whole tag is text.
 */
final class Scanner {

    /** Delimiters of the rewritten template: characters for private use. */
    static final char START = '\uE000';

    static final char END = '\uE001';

    /** Deeper ones mean nothing, and rendering them would recurse as deep. */
    private static final int DEEPEST = 100;

    /** Possessive: a text of braces and spaces costs no more than any other. */
    private static final Pattern TAG = Pattern.compile(
            "\\{\\{\\{(?<raw>[^{}]++)\\}\\}\\}"
                    + "|\\{\\{(?<sigil>[#^/&!>=]?)(?<name>[^{}]++)\\}\\}"
                    + "|\\$\\{\\s*+parameters(?<steps>(?:\\[(?:\"[^\"]*+\"|'[^']*+'|\\d++)\\]|\\.[A-Za-z_]\\w*+){1,50}+)\\s*+\\}");

    private static final Pattern STEP =
            Pattern.compile("\\[(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<index>\\d+))\\]|\\.(?<field>\\w+)");

    private final String text;
    private final StringBuilder rewritten = new StringBuilder();
    private final List<Tag> tags = new ArrayList<>();
    private final Deque<Section> open = new ArrayDeque<>();
    private String fault;

    private record Section(String name, int token, Set<String> inside) {}

    Scanner(String text) {
        this.text = text.replace(START, '\uFFFD').replace(END, '\uFFFD').replace(Filling.MARK, '\uFFFD');
        scan();
    }

    /** With the delimiters and the numbers of the tags. */
    String rewritten() {
        return rewritten.toString();
    }

    /** In the order of their first appearance. */
    List<Tag> tags() {
        return List.copyOf(tags);
    }

    /** What is wrong with it: sections that do not match, or tags of a kind that is not supported. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private void scan() {
        Matcher matcher = TAG.matcher(text);
        int from = 0;
        while (matcher.find()) {
            rewritten.append(text, from, matcher.start());
            from = matcher.end();
            if (isBlank(matcher.group("raw")) || isBlank(matcher.group("name"))) {
                rewritten.append(matcher.group());
            } else if (matcher.group("raw") != null) {
                write("&", variable(matcher.group("raw").strip(), matcher));
            } else if (matcher.group("steps") != null) {
                write("", placeholder(matcher));
            } else {
                mustache(matcher.group("sigil"), matcher.group("name").strip(), matcher);
            }
        }
        rewritten.append(text, from, text.length());
        if (!open.isEmpty() && fault == null) {
            fault = "Expected {{/" + open.peek().name() + "}}, but the section is never closed.";
        }
    }

    private static boolean isBlank(String name) {
        return name != null && name.isBlank();
    }

    private void mustache(String sigil, String name, Matcher place) {
        switch (sigil) {
            case "", "&" -> write(sigil, variable(name, place));
            case "#", "^" -> {
                note(name);
                Section section = new Section(name, tags.size(), new HashSet<>());
                tags.add(new Tag(name, List.of(), false, section.inside()));
                open.push(section);
                if (open.size() > DEEPEST) {
                    fault = "Expected at most " + DEEPEST + " sections within each other, but there are more.";
                }
                write(sigil, section.token());
            }
            case "/" -> {
                if (open.isEmpty() || !open.peek().name().equals(name)) {
                    fault = "Expected sections that are closed in the order they were opened, but {{/" + name
                            + "}} closes none.";
                } else {
                    write(sigil, open.pop().token());
                }
            }
            case "!" -> {
                // A comment leaves nothing behind.
            }
            default -> fault = "Expected a variable or a section, but {{" + sigil + name + "}} is neither.";
        }
    }

    private int variable(String name, Matcher place) {
        note(name);
        boolean quoted = place.start() > 0
                && text.charAt(place.start() - 1) == '"'
                && place.end() < text.length()
                && text.charAt(place.end()) == '"';
        return add(new Tag(name, List.of(), quoted, Set.of()));
    }

    private int placeholder(Matcher place) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(place.group("steps"));
        while (step.find()) {
            if (step.group("index") != null) {
                steps.add(Integer.valueOf(step.group("index")));
            } else if (step.group("double") != null) {
                steps.add(step.group("double"));
            } else {
                steps.add(step.group("single") != null ? step.group("single") : step.group("field"));
            }
        }
        String name = String.valueOf(steps.remove(0));
        note(name);
        return add(new Tag(name, List.copyOf(steps), false, Set.of()));
    }

    private int add(Tag tag) {
        tags.add(tag);
        return tags.size() - 1;
    }

    private void note(String name) {
        open.forEach(section -> section.inside().add(name));
    }

    private void write(String sigil, int token) {
        rewritten.append(START).append(sigil).append('t').append(token).append(END);
    }
}
