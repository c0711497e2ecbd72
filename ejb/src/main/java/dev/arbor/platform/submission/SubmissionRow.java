package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code submission}; null where a column is. */
final class SubmissionRow {

    UUID id;
    UUID kappId;
    UUID formId;
    String label;
    String type;
    CoreState coreState = CoreState.DRAFT;
    String currentPage;
    UUID originId;
    UUID parentId;
    String sessionToken;
    boolean anonymous;

    /** Values by the keys of their fields. */
    ObjectNode content = Documents.object();

    long version;
    Instant createdAt;
    String createdBy;
    Instant updatedAt;
    String updatedBy;
    Instant submittedAt;
    String submittedBy;
    Instant closedAt;
    String closedBy;

    String handle() {
        return TimeUuid.handle(id);
    }

    /** The same, to be compared with after a change. */
    SubmissionRow copy() {
        SubmissionRow copy = new SubmissionRow();
        copy.id = id;
        copy.kappId = kappId;
        copy.formId = formId;
        copy.label = label;
        copy.type = type;
        copy.coreState = coreState;
        copy.currentPage = currentPage;
        copy.originId = originId;
        copy.parentId = parentId;
        copy.sessionToken = sessionToken;
        copy.anonymous = anonymous;
        copy.content = content.deepCopy();
        copy.version = version;
        copy.createdAt = createdAt;
        copy.createdBy = createdBy;
        copy.updatedAt = updatedAt;
        copy.updatedBy = updatedBy;
        copy.submittedAt = submittedAt;
        copy.submittedBy = submittedBy;
        copy.closedAt = closedAt;
        copy.closedBy = closedBy;
        return copy;
    }

    /** It goes to a state, which is noted with time and author when it is first reached. */
    void become(CoreState next, String who, Instant now) {
        if (next == CoreState.SUBMITTED && submittedAt == null) {
            submittedAt = now;
            submittedBy = who;
        }
        if (next == CoreState.CLOSED && closedAt == null) {
            closedAt = now;
            closedBy = who;
        }
        coreState = next;
    }
}
