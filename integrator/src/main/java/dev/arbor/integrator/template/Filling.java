package dev.arbor.integrator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Looks up the values of one template's tags for the Mustache library; says what is true, and what is iterated over. */
final class Filling implements Mustache.Collector {

    /** Stands, followed by the number of its tag and again by itself, for an empty value in a path. */
    static final char MARK = '\uE002';

    private final List<Tag> tags;
    private final Place place;

    Filling(List<Tag> tags, Place place) {
        this.tags = tags;
        this.place = place;
    }

    /** A value on its way into the text: the one of a tag, or an element of it. */
    record Value(JsonNode node, Tag tag, int token) {}

    @Override
    public Iterator<?> toIterator(Object object) {
        if (!(object instanceof Value value) || !isTrue(value.node())) {
            return Collections.emptyIterator();
        }
        if (!iterates(value)) {
            return List.of(value).iterator();
        }
        return StreamSupport.stream(value.node().spliterator(), false)
                .map(element -> new Value(element, value.tag(), value.token()))
                .iterator();
    }

    /** Authors write a section around a list to say "if there is one"; only a body that names the elements' own iterates. */
    private static boolean iterates(Value value) {
        if (!value.node().isArray()) {
            return false;
        }
        if (value.tag().inside().contains(Tag.ELEMENT)) {
            return true;
        }
        for (JsonNode element : value.node()) {
            for (String name : value.tag().inside()) {
                if (!name.equals(value.tag().name()) && element.has(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTrue(JsonNode node) {
        return !(node.isMissingNode()
                || node.isNull()
                || node.isBoolean() && !node.booleanValue()
                || node.isTextual() && node.textValue().isEmpty()
                || node.isArray() && node.isEmpty());
    }

    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String token) {
        return this::fetch;
    }

    private Object fetch(Object context, String token) {
        int number = Integer.parseInt(token.substring(1));
        Tag tag = tags.get(number);
        if (context instanceof Value value) {
            if (tag.name().equals(Tag.ELEMENT)) {
                return new Value(value.node(), tag, number);
            }
            return value.node().has(tag.name())
                    ? new Value(value.node().get(tag.name()), tag, number)
                    : Template.NO_FETCHER_FOUND;
        }
        return new Value(lookUp(tag, (Arguments) context), tag, number);
    }

    /** The value of a tag among the arguments; a missing node when there is none. */
    JsonNode lookUp(Tag tag, Arguments arguments) {
        if (tag.isSecret() && place != Place.PATH && place != Place.WHOLE_PATH) {
            return arguments
                    .secret(tag.name().substring(Arguments.SECRETS.length()))
                    .<JsonNode>map(TextNode::new)
                    .orElse(MissingNode.getInstance());
        }
        JsonNode node = arguments.parameter(tag.name());
        if (node.isMissingNode() && place == Place.HEADER) {
            return arguments.secret(tag.name()).<JsonNode>map(TextNode::new).orElse(node);
        }
        for (Object step : tag.steps()) {
            node = step instanceof Integer index ? node.path(index) : node.path((String) step);
        }
        return node;
    }

    /** The text of a value, before it is escaped. */
    String text(Object object) {
        if (!(object instanceof Value value)) {
            return String.valueOf(object);
        }
        String text = Texts.of(value.node());
        if (text.isEmpty() && (place == Place.PATH || place == Place.WHOLE_PATH)) {
            return MARK + Integer.toString(value.token()) + MARK;
        }
        if (place == Place.QUERY && value.tag().quoted()) {
            return text.replace("\\", "\\\\").replace("\"", "\\\"");
        }
        return text;
    }

    /** Escapes a text, but leaves the marks of empty values. */
    String escape(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text : place.escape(text);
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new ConcurrentHashMap<>();
    }
}
