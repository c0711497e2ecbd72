package dev.arbor.platform.webapi;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.kapp.KappContents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** Takes the web APIs of a kapp away with it. Their runs stay. */
@ApplicationScoped
public class WebApiRemoval implements KappContents {

    private final Trees trees;

    /** For the container's proxy. */
    protected WebApiRemoval() {
        this(null);
    }

    @Inject
    public WebApiRemoval(Trees trees) {
        this.trees = trees;
    }

    @Override
    public void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException {
        for (WebApiTable.Row row : WebApiTable.of(unit.connection(), kapp.id())) {
            trees.delete(row.treeGuid(), new Caller(who.username(), "Core API"));
            WebApiTable.delete(unit.connection(), row.id());
        }
    }
}
