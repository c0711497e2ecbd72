package dev.arbor.integrator.vault;

import dev.arbor.integrator.api.EncryptionKeys;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.vault.Vault.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Seals every secret anew with the active key (integrator spec 8.1). It works in small transactions and passes over what
 * the active key has sealed already, so one that was interrupted is resumed by doing it again.
 */
public final class Rotation implements EncryptionKeys {

    private static final Logger LOG = Logger.getLogger(Rotation.class);
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final Vault vault;

    /** Over a database. */
    public Rotation(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /**
     * How it went.
     *
     * @param sealed how many are now sealed with the active key that were not
     * @param failed how many could not be opened and were left as they are
     */
    public record Result(int sealed, int failed) {}

    private record Row(String owner, String place, String envelope) {}

    /** Rotates everything. */
    public Result rotate() {
        Outcome outcome = rotate(false);
        return new Result(outcome.sealed().size(), outcome.failed().size());
    }

    @Override
    public Outcome rotate(boolean simulate) {
        List<EncryptionKeys.SecretAt> sealed = new ArrayList<>();
        List<EncryptionKeys.SecretAt> failed = new ArrayList<>();
        Place last = new Place("", "");
        while (true) {
            Place after = last;
            List<Row> batch = new ArrayList<>();
            List<Row> done = transactions.call(connection -> {
                batch.addAll(next(connection, after));
                return reseal(connection, batch, simulate);
            });
            if (batch.isEmpty()) {
                break;
            }
            batch.forEach(row ->
                    (done.contains(row) ? sealed : failed).add(new EncryptionKeys.SecretAt(row.owner(), row.place())));
            Row end = batch.get(batch.size() - 1);
            last = new Place(end.owner(), end.place());
        }
        if (!simulate) {
            LOG.infof(
                    "Sealed %d secrets with the key '%s'; %d could not be opened.",
                    sealed.size(), vault.activeKey(), failed.size());
        }
        return new Outcome(vault.activeKey(), sealed, failed);
    }

    private List<Row> next(Connection connection, Place after) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT owner, place, envelope FROM integrator_secret"
                + " WHERE key_id <> ? AND (owner > ? OR (owner = ? AND place > ?))"
                + " ORDER BY owner, place LIMIT " + BATCH + " FOR UPDATE")) {
            ask.setString(1, vault.activeKey());
            ask.setString(2, after.owner());
            ask.setString(3, after.owner());
            ask.setString(4, after.path());
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = ask.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getString(1), found.getString(2), found.getString(3)));
                }
            }
            return rows;
        }
    }

    /** Those that could be opened. */
    private List<Row> reseal(Connection connection, List<Row> rows, boolean simulate) throws SQLException {
        List<Row> done = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE integrator_secret SET key_id = ?, envelope = ? WHERE owner = ? AND place = ?")) {
            for (Row row : rows) {
                Place place = new Place(row.owner(), row.place());
                String plain;
                try {
                    plain = vault.open(place, row.envelope());
                } catch (UnreadableSecretException e) {
                    LOG.warnf("Passed over a secret of %s: %s", row.owner(), e.getMessage());
                    continue;
                }
                done.add(row);
                if (!simulate) {
                    update.setString(1, vault.activeKey());
                    update.setString(2, vault.seal(place, plain));
                    update.setString(3, row.owner());
                    update.setString(4, row.place());
                    update.executeUpdate();
                }
            }
        }
        return done;
    }
}
