package dev.arbor.engine.error;

import dev.arbor.engine.run.RowStamps;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A failure that belongs to no run. */
@Entity
@Table(name = "system_error")
public class SystemErrorEntity {

    private static final String ACTIVE = "ACTIVE";
    private static final String HANDLED = "HANDLED";

    @Id
    private long id;

    private String type;

    private String status;

    private String summary;

    private String text;

    private String resolution;

    private String engine;

    @Embedded
    private RowStamps stamps;

    protected SystemErrorEntity() {}

    /** Marks it handled. */
    public void resolve(String how, Instant at, String by) {
        status = HANDLED;
        resolution = how;
        stamps.touch(at, by);
    }

    public boolean isActive() {
        return ACTIVE.equals(status);
    }

    public long id() {
        return id;
    }

    public String type() {
        return type;
    }

    public String status() {
        return status;
    }

    public String summary() {
        return summary;
    }

    public String text() {
        return text;
    }

    public Optional<String> resolution() {
        return Optional.ofNullable(resolution);
    }

    public String engine() {
        return engine;
    }

    public RowStamps stamps() {
        return stamps;
    }
}
