package dev.arbor.engine.error;

import dev.arbor.engine.run.RowStamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A failure in a run, without its long text: see {@link ErrorTextEntity}. */
@Entity
@Immutable
@Table(name = "error")
public class ErrorEntity {

    @Id
    private long id;

    @Column(name = "run_id")
    private long runId;

    @Column(name = "task_id")
    private Long taskId;

    @Column(name = "trigger_id")
    private long triggerId;

    private String type;

    private String status;

    @Column(name = "node_id")
    private String nodeId;

    @Column(name = "definition_id")
    private String definitionId;

    private String summary;

    private String engine;

    @Embedded
    private RowStamps stamps;

    protected ErrorEntity() {}

    public long id() {
        return id;
    }

    public long runId() {
        return runId;
    }

    public Optional<Long> taskId() {
        return Optional.ofNullable(taskId);
    }

    public long triggerId() {
        return triggerId;
    }

    public String type() {
        return type;
    }

    public String status() {
        return status;
    }

    public Optional<String> nodeId() {
        return Optional.ofNullable(nodeId);
    }

    public Optional<String> definitionId() {
        return Optional.ofNullable(definitionId);
    }

    public String summary() {
        return summary;
    }

    public String engine() {
        return engine;
    }

    public RowStamps stamps() {
        return stamps;
    }
}
