package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** What a person changed by hand on a run or a task. */
@Entity
@Immutable
@Table(name = "run_audit")
public class RunAuditEntity {

    @Id
    private long id;

    @Column(name = "run_id")
    private long runId;

    @Column(name = "task_id")
    private Long taskId;

    private String action;

    private String message;

    private String changes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    protected RunAuditEntity() {}

    public long id() {
        return id;
    }

    public long runId() {
        return runId;
    }

    public Optional<Long> taskId() {
        return Optional.ofNullable(taskId);
    }

    public String action() {
        return action;
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    public String changes() {
        return changes;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }
}
