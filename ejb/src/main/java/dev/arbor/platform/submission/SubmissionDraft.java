package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.row.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the body of a request says about a submission. Read-only properties in it mean nothing. */
final class SubmissionDraft {

    private static final int LONGEST = 255;

    private SubmissionDraft() {}

    /** The state that a body asks for. */
    static Optional<CoreState> coreState(ObjectNode body) {
        return Documents.text(body, "coreState").filter(text -> !text.isBlank()).map(CoreState::of);
    }

    /** Takes over values, page, origin, parent and session token. */
    static void merge(Connection connection, SubmissionRow row, ObjectNode body, FormModel form) throws SQLException {
        SubmittedValues.merge(row.content, body.path("values"), form);
        if (body.has("currentPage")) {
            row.currentPage = page(body.get("currentPage"));
        }
        if (body.has("origin")) {
            row.originId = other(connection, body.get("origin"), "origin", row.id);
        }
        if (body.has("parent")) {
            row.parentId = other(connection, body.get("parent"), "parent", row.id);
        }
        // Whose an anonymous submission is, is not for a body to say.
        if (body.has("sessionToken") && !row.anonymous) {
            row.sessionToken = Documents.text(body, "sessionToken")
                    .filter(text -> !text.isBlank())
                    .orElse(null);
            if (row.sessionToken != null && row.sessionToken.length() > LONGEST) {
                throw PlatformRefusal.invalid(
                        "invalid_value", "Expected a session token of at most " + LONGEST + " characters.");
            }
        }
    }

    private static String page(JsonNode page) {
        return (page.isObject()
                        ? Documents.text(page, "name")
                        : Optional.of(page).filter(JsonNode::isTextual).map(JsonNode::asText))
                .filter(name -> !name.isBlank())
                .orElse(null);
    }

    /** By its id, or an object that has it; it must be there, and be another one. */
    private static UUID other(Connection connection, JsonNode json, String what, UUID self) throws SQLException {
        Optional<String> id = json.isObject()
                ? Documents.text(json, "id")
                : Optional.of(json).filter(JsonNode::isTextual).map(JsonNode::asText);
        if (id.isEmpty() || id.get().isBlank()) {
            return null;
        }
        Optional<UUID> found = uuid(id.get());
        if (found.isEmpty()
                || found.get().equals(self)
                || Rows.one(connection, "SELECT 1 FROM submission WHERE id = ?", row -> 1, found.get())
                        .isEmpty()) {
            throw PlatformRefusal.invalid(
                    "invalid_" + what,
                    "Expected the " + what + " to be another submission, but '" + id.get() + "' is none.");
        }
        return found.get();
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes over the times and authors that a body has. */
    static void stamps(SubmissionRow row, ObjectNode body) {
        row.createdAt = moment(body, "createdAt").orElse(row.createdAt);
        row.createdBy = author(body, "createdBy").orElse(row.createdBy);
        row.updatedAt = moment(body, "updatedAt").orElse(row.updatedAt);
        row.updatedBy = author(body, "updatedBy").orElse(row.updatedBy);
        row.submittedAt = moment(body, "submittedAt").orElse(row.submittedAt);
        row.submittedBy = author(body, "submittedBy").orElse(row.submittedBy);
        row.closedAt = moment(body, "closedAt").orElse(row.closedAt);
        row.closedBy = author(body, "closedBy").orElse(row.closedBy);
    }

    /**
     * What a submission that is taken in as it was must have.
     *
     * @throws PlatformRefusal naming all that is missing
     */
    static void demandStamps(ObjectNode body, CoreState state) {
        List<String> needed = new ArrayList<>(List.of("createdBy", "updatedAt", "updatedBy"));
        if (state != CoreState.DRAFT) {
            needed.add("submittedBy");
        }
        if (state == CoreState.CLOSED) {
            needed.add("closedBy");
        }
        List<String> findings = needed.stream()
                .filter(name -> Documents.text(body, name)
                        .filter(text -> !text.isBlank())
                        .isEmpty())
                .map(name -> name + " must not be blank")
                .toList();
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Submission", findings);
        }
    }

    private static Optional<String> author(ObjectNode body, String name) {
        Optional<String> author = Documents.text(body, name).filter(text -> !text.isBlank());
        if (author.isPresent() && author.get().length() > LONGEST) {
            throw PlatformRefusal.invalid(
                    "invalid_value", "Expected " + name + " to have at most " + LONGEST + " characters.");
        }
        return author;
    }

    private static Optional<Instant> moment(ObjectNode body, String name) {
        return Documents.text(body, name).filter(text -> !text.isBlank()).map(text -> {
            try {
                Instant moment = OffsetDateTime.parse(text).toInstant();
                if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                    throw new DateTimeException("out of range");
                }
                return moment;
            } catch (DateTimeException e) {
                throw PlatformRefusal.invalid(
                        "invalid_value",
                        "Expected " + name + " to be a time such as 2026-03-01T10:00:00Z, but it is '" + text + "'.");
            }
        });
    }
}
