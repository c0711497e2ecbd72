package dev.arbor.engine.run;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A run without what may be long: see {@link RunPayloadEntity}. */
@Entity
@Immutable
@Table(name = "run")
public class RunEntity {

    @Id
    private long id;

    @Column(name = "tree_id")
    private long treeId;

    @Column(name = "tree_version")
    private int treeVersion;

    private String status;

    @Column(name = "source_id")
    private String sourceId;

    @Column(name = "originating_id")
    private long originatingId;

    @Column(name = "parent_id")
    private Long parentId;

    private String token;

    @Column(name = "active_errors")
    private int activeErrors;

    @Column(name = "completed_at")
    private Instant completedAt;

    @Embedded
    private RowStamps stamps;

    protected RunEntity() {}

    public long id() {
        return id;
    }

    public long treeId() {
        return treeId;
    }

    public int treeVersion() {
        return treeVersion;
    }

    public String status() {
        return status;
    }

    public Optional<String> sourceId() {
        return Optional.ofNullable(sourceId);
    }

    public long originatingId() {
        return originatingId;
    }

    public Optional<Long> parentId() {
        return Optional.ofNullable(parentId);
    }

    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    public int activeErrors() {
        return activeErrors;
    }

    public Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    public RowStamps stamps() {
        return stamps;
    }
}
