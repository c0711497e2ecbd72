package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of {@code tree}. Mutable as rows are; it never leaves this package. */
@Entity
@Table(name = "tree")
class TreeEntity {

    @Id
    long id;

    @Column(updatable = false)
    String guid;

    @Column(name = "source_name")
    String sourceName;

    @Column(name = "source_group")
    String sourceGroup;

    String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    TreeType type;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    TreeStatus status;

    /** Null for trees that are no routines. */
    @Column(name = "definition_id")
    String definitionId;

    String notes;

    @Column(name = "owner_email")
    String ownerEmail;

    /** JSON array of names. */
    String categories;

    String event;

    @Column(name = "platform_item_type")
    String platformItemType;

    @Column(name = "platform_item_id")
    String platformItemId;

    /** The newest version of the definition; clients know it as versionId. */
    int version;

    /** 0 while it lives, its own id once deleted. */
    @Column(name = "deleted_id")
    long deletedId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    String title() {
        return sourceName + " :: " + sourceGroup + " :: " + name;
    }
}
