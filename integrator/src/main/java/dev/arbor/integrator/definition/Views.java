package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Definitions as they are shown: each in the dialect that created it, secrets as null with their keys kept. */
public final class Views {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Views() {}

    /** A moment as the API writes it: UTC, with microseconds. */
    public static String moment(Instant moment) {
        return MICROS.format(moment);
    }

    /**
     * A connection.
     *
     * @param status its health: {@code healthy} and {@code events}
     * @param asked the dialect to show it in; empty for the one that created it
     */
    public static ObjectNode of(ConnectionRecord it, ObjectNode status, Optional<Dialect> asked) {
        Dialect dialect = asked.orElse(it.dialect());
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", it.id()).put("name", it.name()).put("type", it.type());
        ObjectNode config = config(it);
        // The published shape has no default headers; whoever wrote them in it sees them under its own name.
        ObjectNode shown = config.deepCopy();
        if (shown.has("defaultHeaders")) {
            shown.remove("defaultHeaders");
            if (dialect == Dialect.K) {
                shown.set("headers", config.get("defaultHeaders"));
            }
        }
        view.set("config", shown);
        view.put("description", it.description()).put("documentationLink", it.documentationLink());
        ObjectNode secrets = view.putObject("secrets");
        it.secretPlaces().stream()
                .filter(place -> place.startsWith(SecretPlaces.NAMED))
                .sorted()
                .forEach(place -> secrets.set(place.substring(SecretPlaces.NAMED.length()), NullNode.instance));
        if (dialect == Dialect.S) {
            view.put(
                    "status",
                    status.path("healthy").asBoolean() || status.path("events").isEmpty() ? "active" : "error");
            view.set("health", status);
            ConnectionDialects.showS(view, config);
        } else {
            view.set("status", status);
        }
        return view.put("lockVersion", it.lockVersion())
                .put("insertedAt", moment(it.insertedAt()))
                .put("updatedAt", moment(it.updatedAt()));
    }

    /** A config that cannot be opened is told as such; nothing of it is shown. */
    private static ObjectNode config(ConnectionRecord it) {
        if (it.unreadable().isEmpty()) {
            return it.config();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("configType", "invalid")
                .put("errorMessage", String.join(" ", it.unreadable().values()))
                .put("rawValue", "[redacted]");
    }

    /** An operation, in the dialect that is asked for or that created it. */
    public static ObjectNode of(OperationRecord it, Optional<Dialect> asked) {
        Dialect dialect = asked.orElse(it.dialect());
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", it.id()).put("name", it.name()).put("connectionId", it.connectionId());
        view.set("config", it.config());
        view.set("outputs", it.outputs());
        view.put("notes", it.notes().orElse(null)).put("documentationLink", it.documentationLink());
        OperationDialects.showExtensions(view, it);
        if (dialect == Dialect.S) {
            OperationDialects.showS(view, it);
        }
        return view.put("lockVersion", it.lockVersion())
                .put("insertedAt", moment(it.insertedAt()))
                .put("updatedAt", moment(it.updatedAt()));
    }
}
