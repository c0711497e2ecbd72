package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template, read once and rendered often, by any number of threads. */
public final class Template {

    private static final Pattern ONE_TAG = Pattern.compile(Scanner.START + "&?t0" + Scanner.END);
    private static final Pattern SUSPICIOUS = Pattern.compile("(?<!\\{)\\{[^{}\":\n\uE000\uE001]{1,200}+\\}\\}(?!\\})"
            + "|\\{\\{[^{}\":\n\uE000\uE001]{1,200}+\\}(?!\\})");
    private static final Pattern MARK = Pattern.compile(Filling.MARK + "(\\d+)" + Filling.MARK);

    private final String text;
    private final String rewritten;
    private final List<Tag> tags;
    private final Optional<String> fault;
    private final Map<Place, com.samskivert.mustache.Template> compiled = new ConcurrentHashMap<>();

    private Template(String text) {
        Scanner scanner = new Scanner(text);
        this.text = text;
        this.rewritten = scanner.rewritten();
        this.tags = scanner.tags();
        this.fault = scanner.fault();
    }

    /** Reads a template; one that is malformed is text, and {@link #fault()} says why. */
    public static Template of(String text) {
        return new Template(text);
    }

    /** What is wrong with it, as one sentence. */
    public Optional<String> fault() {
        return fault;
    }

    /**
     * What looks as if it were meant to be a tag and is text, as one sentence each: a tag whose braces are not all there
     * (integrator spec 2.1).
     */
    public List<String> suspicions() {
        return SUSPICIOUS
                .matcher(rewritten)
                .results()
                .map(match -> match.group().strip())
                .filter(found -> !found.replaceAll("[{}\\s]", "").isEmpty())
                .map(found -> "'" + found + "' is text and no tag: its braces do not match.")
                .toList();
    }

    /** The parameters that it names, in the order of their first appearance. */
    public List<String> names() {
        if (fault.isPresent()) {
            return List.of();
        }
        return tags.stream()
                .filter(tag -> !tag.isSecret() && !tag.name().equals(Tag.ELEMENT))
                .map(Tag::name)
                .distinct()
                .toList();
    }

    /** Whether it is one tag and nothing else. */
    public boolean isOneTag() {
        return fault.isEmpty() && ONE_TAG.matcher(rewritten).matches();
    }

    /** The value of the only tag with its JSON type; a missing node when there is none. */
    public JsonNode only(Arguments arguments) {
        return new Filling(tags, Place.TEXT).lookUp(tags.get(0), arguments);
    }

    /** Renders it into anything but a path. */
    public String render(Arguments arguments, Place place) {
        return raw(arguments, place);
    }

    /**
     * Renders it into a path.
     *
     * @throws MissingParameterException when an empty value leaves an empty segment
     */
    public String renderPath(Arguments arguments) throws MissingParameterException {
        String path = raw(arguments, isOneTag() ? Place.WHOLE_PATH : Place.PATH);
        int query = path.indexOf('?');
        for (String segment : (query < 0 ? path : path.substring(0, query)).split("/", -1)) {
            Matcher mark = MARK.matcher(segment);
            if (mark.lookingAt() && mark.replaceAll("").isEmpty()) {
                mark.reset().find();
                throw new MissingParameterException(
                        tags.get(Integer.parseInt(mark.group(1))).name());
            }
        }
        return MARK.matcher(path).replaceAll("");
    }

    private String raw(Arguments arguments, Place place) {
        if (fault.isPresent() || tags.isEmpty() && rewritten.equals(text)) {
            return text;
        }
        try {
            return compiled.computeIfAbsent(place, this::compile).execute(arguments);
        } catch (MustacheException e) {
            throw new IllegalStateException("Expected to render a template that was read, but it failed.", e);
        }
    }

    private com.samskivert.mustache.Template compile(Place place) {
        Filling filling = new Filling(tags, place);
        return Mustache.compiler()
                .withDelims(Scanner.START + " " + Scanner.END)
                .withCollector(filling)
                .withFormatter(filling::text)
                .withEscaper(filling::escape)
                .defaultValue("")
                .compile(rewritten);
    }
}
