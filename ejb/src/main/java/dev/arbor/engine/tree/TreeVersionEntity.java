package dev.arbor.engine.tree;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Row of {@code tree_version}: written once, never changed. */
@Entity
@Immutable
@Table(name = "tree_version")
class TreeVersionEntity {

    /** Which version of which tree. */
    @Embeddable
    record Key(
            @Column(name = "tree_id") long treeId,
            @Column(name = "version") int version) implements Serializable {}

    @EmbeddedId
    Key key;

    /** The {@code <taskTree>} XML. */
    String definition;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;
}
