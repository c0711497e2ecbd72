package dev.arbor.engine.trigger;

import dev.arbor.engine.run.RowStamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** Something that the engine is to do or did. */
@Entity
@Immutable
@Table(name = "trigger")
public class TriggerEntity {

    @Id
    private long id;

    @Column(name = "run_id")
    private long runId;

    @Column(name = "branch_id")
    private long branchId;

    private String action;

    private String type;

    private String mode;

    private String status;

    @Column(name = "node_id")
    private String nodeId;

    @Column(name = "node_name")
    private String nodeName;

    @Column(name = "loop_index")
    private String loopIndex;

    private String token;

    private String results;

    private String message;

    private String originator;

    @Column(name = "scheduled_at")
    private Instant scheduledAt;

    @Column(name = "due_at")
    private Instant dueAt;

    private String member;

    @Column(name = "management_action")
    private String managementAction;

    @Column(name = "selection_criterion")
    private String selectionCriterion;

    private String flags;

    private String engine;

    @Embedded
    private RowStamps stamps;

    protected TriggerEntity() {}

    public long id() {
        return id;
    }

    public long runId() {
        return runId;
    }

    public long branchId() {
        return branchId;
    }

    public String action() {
        return action;
    }

    public String type() {
        return type;
    }

    public String mode() {
        return mode;
    }

    public String status() {
        return status;
    }

    public Optional<String> nodeId() {
        return Optional.ofNullable(nodeId);
    }

    public Optional<String> nodeName() {
        return Optional.ofNullable(nodeName);
    }

    public String loopIndex() {
        return loopIndex;
    }

    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    public Optional<String> results() {
        return Optional.ofNullable(results);
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    public String originator() {
        return originator;
    }

    public Instant scheduledAt() {
        return scheduledAt;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    public Optional<String> member() {
        return Optional.ofNullable(member);
    }

    public Optional<String> managementAction() {
        return Optional.ofNullable(managementAction);
    }

    public Optional<String> selectionCriterion() {
        return Optional.ofNullable(selectionCriterion);
    }

    public Optional<String> flags() {
        return Optional.ofNullable(flags);
    }

    public Optional<String> engine() {
        return Optional.ofNullable(engine);
    }

    public RowStamps stamps() {
        return stamps;
    }
}
