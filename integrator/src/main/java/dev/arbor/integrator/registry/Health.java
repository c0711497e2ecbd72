package dev.arbor.integrator.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.definition.Views;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happened to one connection lately. */
final class Health {

    private static final int KEPT = 20;

    private final InstantSource time;
    private final Deque<Event> events = new ArrayDeque<>();
    private boolean healthy = true;

    private record Event(String message, Instant when, boolean normal) {}

    Health(InstantSource time) {
        this.time = time;
    }

    synchronized void started(String message) {
        healthy = true;
        note(message, true);
    }

    /** Noted once: health is told by what changed. */
    synchronized void succeeded() {
        if (!healthy) {
            started("Recovered");
        }
    }

    synchronized void failed(String message) {
        if (healthy || events.isEmpty() || !events.getFirst().message().equals(message)) {
            note(message, false);
        }
        healthy = false;
    }

    private void note(String message, boolean normal) {
        events.addFirst(new Event(message, time.instant(), normal));
        if (events.size() > KEPT) {
            events.removeLast();
        }
    }

    /** {@code {"healthy":…,"events":[…]}}, the newest first. */
    synchronized ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("healthy", healthy);
        ArrayNode all = json.putArray("events");
        events.forEach(event -> all.addObject()
                .put("message", event.message())
                .put("timestamp", Views.moment(event.when()))
                .put("kind", event.normal() ? "normal" : "warning"));
        return json;
    }
}
