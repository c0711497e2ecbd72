package dev.arbor.web.task;

import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Stamps;
import dev.arbor.engine.api.TaskView;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.TriggerView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each, as the engine would show it. */
final class Views {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Stamps STAMPS = new Stamps(NOON, "admin", NOON.plusMillis(5), "SYSTEM");

    private Views() {}

    static Trees.TreeView tree() {
        return new Trees.TreeView(
                7,
                "2e23",
                "Adhoc",
                "Tests",
                "Échos",
                "Tree",
                "Active",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON,
                "admin",
                NOON,
                "admin",
                Trees.Parts.NONE);
    }

    static TaskView task() {
        return new TaskView(
                11,
                5,
                1,
                "/2#0",
                "utilities_echo_v1_3",
                "a",
                "utilities_echo_v1",
                "Closed",
                false,
                true,
                11,
                Optional.empty(),
                Map.of("output", "test"),
                Map.of(),
                NOON,
                NOON,
                List.of(new TaskView.Message(3, "Complete", "Done — 🌳", NOON)),
                List.of(new TaskView.Attempt(1, NOON, Optional.empty(), Optional.empty())));
    }

    static TriggerView trigger() {
        return new TriggerView(
                21,
                5,
                21,
                "Root",
                "Automatic",
                "Active",
                "Closed",
                Optional.of("start"),
                Optional.of("Start"),
                "/",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "API v2 Run Tree by admin from 127.0.0.1",
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Arbor"),
                STAMPS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ErrorView error(Optional<String> node) {
        return new ErrorView(
                31,
                5,
                Optional.of(11L),
                21,
                "Handler Error",
                "Active",
                node,
                Optional.of("utilities_echo_v1"),
                "It broke.",
                "Arbor",
                STAMPS,
                Optional.of("PROBLEM"),
                List.of(new ErrorView.Note(1, "Fixed", NOON, "admin")),
                Optional.empty());
    }

    static RunView run() {
        return new RunView(
                5,
                "Started",
                "Running",
                new RunView.Source("Adhoc", "Active", "Adhoc"),
                Optional.empty(),
                tree(),
                1,
                5,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                STAMPS,
                Optional.of(new RunView.Payload(Optional.of("{\"a\":1}"), Map.of(), Map.of("content", "ok"))),
                Optional.empty(),
                List.of(),
                List.of(task()),
                List.of(trigger()),
                List.of(error(Optional.of("start"))),
                List.of(new AuditView(1, Optional.empty(), "Run Update", Optional.of("typo"), "{}", NOON, "admin")));
    }
}
