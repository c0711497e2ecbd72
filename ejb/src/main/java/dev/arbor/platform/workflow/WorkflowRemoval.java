package dev.arbor.platform.workflow;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormContents;
import dev.arbor.platform.kapp.KappContents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;

/** Takes the workflows of a form or a kapp away with it. Their runs stay. */
@ApplicationScoped
public class WorkflowRemoval implements FormContents, KappContents {

    private final Trees trees;

    /** For the container's proxy. */
    protected WorkflowRemoval() {
        this(null);
    }

    @Inject
    public WorkflowRemoval(Trees trees) {
        this.trees = trees;
    }

    @Override
    public void remove(Transactions.Unit unit, UUID form) throws SQLException {
        removeAll(unit, form, Caller.SYSTEM);
    }

    @Override
    public void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException {
        removeAll(unit, kapp.id(), StoredWorkflows.caller(who));
    }

    private void removeAll(Transactions.Unit unit, UUID item, Caller caller) throws SQLException {
        for (TreeView tree : trees.registeredFor(item.toString())) {
            trees.delete(tree.guid(), caller);
        }
        for (WorkflowTable.Row row : WorkflowTable.of(unit.connection(), item)) {
            WorkflowTable.delete(unit.connection(), row.id());
        }
    }
}
