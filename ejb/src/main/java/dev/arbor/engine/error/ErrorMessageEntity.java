package dev.arbor.engine.error;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** What a person noted about an error. */
@Entity
@Immutable
@Table(name = "error_message")
public class ErrorMessageEntity {

    @Id
    private long id;

    @Column(name = "error_id")
    private long errorId;

    private String text;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    protected ErrorMessageEntity() {}

    public long id() {
        return id;
    }

    public long errorId() {
        return errorId;
    }

    public String text() {
        return text;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }
}
