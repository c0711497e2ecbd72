package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** One node in one run. */
@Entity
@Immutable
@Table(name = "task")
public class TaskEntity {

    @Id
    private long id;

    @Column(name = "run_id")
    private long runId;

    @Column(name = "branch_id")
    private long branchId;

    @Column(name = "loop_index")
    private String loopIndex;

    @Column(name = "node_id")
    private String nodeId;

    @Column(name = "node_name")
    private String nodeName;

    @Column(name = "definition_id")
    private String definitionId;

    private String status;

    private boolean visible;

    private long duration;

    private String token;

    private String results;

    @Column(name = "deferred_results")
    private String deferredResults;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected TaskEntity() {}

    public long id() {
        return id;
    }

    public long runId() {
        return runId;
    }

    public long branchId() {
        return branchId;
    }

    public String loopIndex() {
        return loopIndex;
    }

    public String nodeId() {
        return nodeId;
    }

    public String nodeName() {
        return nodeName;
    }

    public String definitionId() {
        return definitionId;
    }

    public String status() {
        return status;
    }

    public boolean visible() {
        return visible;
    }

    public long duration() {
        return duration;
    }

    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    public Optional<String> results() {
        return Optional.ofNullable(results);
    }

    public Optional<String> deferredResults() {
        return Optional.ofNullable(deferredResults);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
