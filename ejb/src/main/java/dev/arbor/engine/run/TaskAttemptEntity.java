package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** One try at performing a task; a task that never failed has none, its only attempt is the task itself. */
@Entity
@Immutable
@IdClass(TaskAttemptEntity.Key.class)
@Table(name = "task_attempt")
public class TaskAttemptEntity {

    /** The task and the number of the attempt. */
    public record Key(long taskId, int number) implements Serializable {}

    @Id
    @Column(name = "task_id")
    private long taskId;

    @Id
    private int number;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "error_id")
    private Long errorId;

    protected TaskAttemptEntity() {}

    public long taskId() {
        return taskId;
    }

    public int number() {
        return number;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<Long> errorId() {
        return Optional.ofNullable(errorId);
    }
}
