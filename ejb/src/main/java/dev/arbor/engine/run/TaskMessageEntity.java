package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Something that a task said. */
@Entity
@Immutable
@Table(name = "task_message")
public class TaskMessageEntity {

    @Id
    private long id;

    @Column(name = "task_id")
    private long taskId;

    private String type;

    private String text;

    @Column(name = "created_at")
    private Instant createdAt;

    protected TaskMessageEntity() {}

    public long id() {
        return id;
    }

    public long taskId() {
        return taskId;
    }

    public String type() {
        return type;
    }

    public String text() {
        return text;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
