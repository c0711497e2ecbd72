package dev.arbor.engine.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code source}. */
@Entity
@Table(name = "source")
public class SourceEntity {

    @Id
    String name;

    String status;

    /** The name of its adapter. */
    String type;

    /** JSON object of texts. */
    String properties;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;
}
