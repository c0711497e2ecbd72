package dev.arbor.platform.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.EventNames;
import dev.arbor.platform.ksl.Finding;
import dev.arbor.platform.ksl.Ksl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of a workflow.
 *
 * @param name absent where it stays
 * @param event absent where it stays
 * @param filter absent where it stays
 * @param warnings what its author should know
 */
record WorkflowDraft(
        Optional<String> name,
        Optional<String> event,
        Optional<String> filter,
        List<String> warnings,
        ObjectNode body) {

    /**
     * Reads a body.
     *
     * @throws PlatformRefusal when it is wrong
     */
    static WorkflowDraft of(ObjectNode body, String itemType, Ksl ksl, Optional<String> storedEvent) {
        List<String> findings = new ArrayList<>();
        for (String name : List.of("name", "event", "filter", "status", "notes", "ownerEmail", "type", "treeXml")) {
            if (body.path(name).isContainerNode()) {
                findings.add("Expected a text in '" + name + "'.");
            }
        }
        Optional<String> name = Documents.text(body, "name");
        Optional<String> event = Documents.text(body, "event");
        Optional<String> filter =
                body.has("filter") ? Documents.text(body, "filter").or(() -> Optional.of("")) : Optional.empty();
        if (storedEvent.isEmpty()) {
            name.filter(text -> !text.isBlank())
                    .ifPresentOrElse(text -> {}, () -> findings.add("Name must not be blank"));
            event.filter(text -> !text.isBlank())
                    .ifPresentOrElse(text -> {}, () -> findings.add("Event must not be blank"));
        }
        Documents.text(body, "type")
                .filter(type -> !type.equals("Tree"))
                .ifPresent(type -> findings.add("Type must be \"Tree\""));
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Workflow", findings);
        }
        List<String> warnings = new ArrayList<>();
        String full = event.or(() -> storedEvent).orElse("");
        EventNames.warning(full, itemType, "workflow").ifPresent(warnings::add);
        filter.ifPresent(rule -> check(rule, full, ksl, warnings));
        return new WorkflowDraft(name, event, filter, warnings, body);
    }

    private static void check(String rule, String event, Ksl ksl, List<String> warnings) {
        for (Finding finding : ksl.check(rule, EventNames.scope(event))) {
            if (finding.error()) {
                throw PlatformRefusal.invalid("invalid_filter", "Invalid Workflow.\n    Filter: " + finding.message());
            }
            warnings.add("Filter: " + finding.message());
        }
    }

    /** What of it the tree has. */
    TreeFields.Builder fields() {
        return TreeFields.builder()
                .name(name.orElse(null))
                .event(event.orElse(null))
                .status(text("status"))
                .notes(text("notes"))
                .ownerEmail(text("ownerEmail"))
                .versionId(version())
                .treeXml(text("treeXml"))
                .treeJson(treeJson());
    }

    /** Given and null clears. */
    private String text(String name) {
        JsonNode value = body.path(name);
        boolean clears = value.isNull() && (name.equals("notes") || name.equals("ownerEmail"));
        return clears ? "" : Documents.text(body, name).orElse(null);
    }

    private String treeJson() {
        JsonNode json = body.path("treeJson");
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        return json.isTextual() ? json.textValue() : Documents.write(json);
    }

    private Integer version() {
        Optional<String> version = Documents.text(body, "versionId").filter(text -> !text.isBlank());
        if (version.isPresent() && !version.get().matches("\\d{1,9}")) {
            throw PlatformRefusal.invalid(
                    "invalid_value", "Expected a whole number as versionId, but got '" + version.get() + "'.");
        }
        return version.map(Integer::valueOf).orElse(null);
    }
}
