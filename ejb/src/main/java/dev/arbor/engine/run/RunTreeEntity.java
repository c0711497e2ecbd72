package dev.arbor.engine.run;

import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/**
 * The tree of a run as searches see it, deleted or not. Trees are edited through the package {@code tree}, which keeps
 * its own row to itself.
 */
@Entity
@Immutable
@Table(name = "tree")
public class RunTreeEntity {

    @Id
    private long id;

    private String guid;

    @Column(name = "source_name")
    private String sourceName;

    @Column(name = "source_group")
    private String sourceGroup;

    private String name;

    private String type;

    private String status;

    @Column(name = "definition_id")
    private String definitionId;

    private String notes;

    @Column(name = "owner_email")
    private String ownerEmail;

    private String event;

    @Column(name = "platform_item_type")
    private String platformItemType;

    @Column(name = "platform_item_id")
    private String platformItemId;

    private int version;

    @Embedded
    private RowStamps stamps;

    protected RunTreeEntity() {}

    public long id() {
        return id;
    }

    public String guid() {
        return guid;
    }

    public String sourceName() {
        return sourceName;
    }

    public String sourceGroup() {
        return sourceGroup;
    }

    public String name() {
        return name;
    }

    public TreeType type() {
        return TreeType.valueOf(type);
    }

    public TreeStatus status() {
        return TreeStatus.valueOf(status);
    }

    public Optional<String> definitionId() {
        return Optional.ofNullable(definitionId);
    }

    public Optional<String> notes() {
        return Optional.ofNullable(notes);
    }

    public Optional<String> ownerEmail() {
        return Optional.ofNullable(ownerEmail);
    }

    public Optional<String> event() {
        return Optional.ofNullable(event);
    }

    public Optional<String> platformItemType() {
        return Optional.ofNullable(platformItemType);
    }

    public Optional<String> platformItemId() {
        return Optional.ofNullable(platformItemId);
    }

    public int version() {
        return version;
    }

    public RowStamps stamps() {
        return stamps;
    }
}
