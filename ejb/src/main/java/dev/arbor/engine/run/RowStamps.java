package dev.arbor.engine.run;

import dev.arbor.engine.api.Stamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** The four columns that say who made a row and who changed it last. */
@Embeddable
public class RowStamps {

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "updated_by", nullable = false)
    private String updatedBy;

    protected RowStamps() {}

    /** Records a change. */
    public void touch(Instant at, String by) {
        updatedAt = at;
        updatedBy = by;
    }

    /** These stamps as a value. */
    public Stamps view() {
        return new Stamps(createdAt, createdBy, updatedAt, updatedBy);
    }
}
