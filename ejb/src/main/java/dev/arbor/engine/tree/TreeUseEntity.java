package dev.arbor.engine.tree;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** Row of {@code tree_use}: in how many nodes the newest version of a tree uses a handler or routine. */
@Entity
@Table(name = "tree_use")
class TreeUseEntity {

    /** Which tree uses what. */
    @Embeddable
    record Key(
            @Column(name = "tree_id") long treeId,
            @Column(name = "definition_id") String definitionId) implements Serializable {}

    @EmbeddedId
    Key key;

    @Column(name = "node_count")
    int nodeCount;
}
