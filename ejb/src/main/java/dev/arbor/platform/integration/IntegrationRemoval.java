package dev.arbor.platform.integration;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.kapp.KappContents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Takes the integrations of a kapp away with it. Connections and operations stay. */
@ApplicationScoped
public class IntegrationRemoval implements KappContents {

    @Override
    public void remove(Transactions.Unit unit, Entry kapp, Identity who) throws SQLException {
        IntegrationTable.deleteAll(unit.connection(), kapp.id());
    }
}
