package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.vault.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connections in their table. Every method works in the caller's transaction. */
public final class ConnectionTable {

    private static final String ALL = "SELECT * FROM integrator_connection";

    private final Secrets secrets;

    /** With the secrets beside it. */
    public ConnectionTable(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * A connection and what is secret in it.
     *
     * @param secrets plain, by their places
     */
    public record Whole(ConnectionRecord connection, Map<String, String> secrets) {

        /** The config with its secrets in place. */
        public ObjectNode config() {
            ObjectNode config = connection.config().deepCopy();
            SecretPlaces.putInto(config, secrets);
            return config;
        }

        /** The named secrets. */
        public Map<String, String> named() {
            return SecretPlaces.named(secrets);
        }

        /** What must not be shown, in every form that it may come back in. */
        public Set<String> hidden() {
            return SecretPlaces.forms(connection.config(), secrets);
        }

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Whole[" + connection.id() + "]";
        }
    }

    /** All, by their names. */
    public List<ConnectionRecord> list(Connection database) throws SQLException {
        Map<String, Secrets.Opened> opened = secrets.openAll(database, "SELECT id FROM integrator_connection");
        return Rows.list(database, ALL + " ORDER BY name, id", row -> read(
                        row, opened.getOrDefault(row.getString("id"), Secrets.Opened.NOTHING))
                .connection());
    }

    /** One of them. */
    public Optional<Whole> find(Connection database, String id) throws SQLException {
        return Rows.find(database, ALL + " WHERE id = ?", row -> read(database, row), id);
    }

    /** One of them, locked until the transaction ends. */
    Optional<Whole> lock(Connection database, String id) throws SQLException {
        return Rows.find(database, ALL + " WHERE id = ? FOR UPDATE", row -> read(database, row), id);
    }

    void insert(Connection database, ConnectionRecord it, Map<String, String> plain) throws SQLException {
        Rows.change(
                database,
                "INSERT INTO integrator_connection (id, name, type, dialect, config, description, documentation_link,"
                        + " lock_version, inserted_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                it.id(),
                it.name(),
                it.type(),
                it.dialect().name(),
                it.config(),
                it.description(),
                it.documentationLink(),
                it.lockVersion(),
                it.insertedAt(),
                it.updatedAt());
        keep(database, it.id(), Set.of(), plain);
    }

    void update(Connection database, ConnectionRecord it, Set<String> before, Map<String, String> plain)
            throws SQLException {
        Rows.change(
                database,
                "UPDATE integrator_connection SET name = ?, type = ?, config = ?, description = ?,"
                        + " documentation_link = ?, lock_version = ?, updated_at = ? WHERE id = ?",
                it.name(),
                it.type(),
                it.config(),
                it.description(),
                it.documentationLink(),
                it.lockVersion(),
                it.updatedAt(),
                it.id());
        keep(database, it.id(), before, plain);
    }

    private void keep(Connection database, String id, Set<String> before, Map<String, String> plain)
            throws SQLException {
        for (String place : before) {
            if (!plain.containsKey(place)) {
                secrets.remove(database, id, place);
            }
        }
        for (Map.Entry<String, String> secret : plain.entrySet()) {
            secrets.put(database, id, secret.getKey(), secret.getValue());
        }
    }

    /** Seals one secret anew, as a connection learned it while it was used. */
    public void keep(Connection database, String id, String place, String plain) throws SQLException {
        secrets.put(database, id, place, plain);
    }

    boolean delete(Connection database, String id) throws SQLException {
        secrets.removeAll(database, id);
        return Rows.change(database, "DELETE FROM integrator_connection WHERE id = ?", id) > 0;
    }

    private Whole read(Connection database, ResultSet row) throws SQLException {
        return read(row, secrets.open(database, row.getString("id")));
    }

    private static Whole read(ResultSet row, Secrets.Opened opened) throws SQLException {
        Set<String> places = new HashSet<>(opened.readable().keySet());
        places.addAll(opened.unreadable().keySet());
        return new Whole(
                new ConnectionRecord(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("type"),
                        Dialect.valueOf(row.getString("dialect")),
                        Rows.json(row.getString("config")),
                        places,
                        opened.unreadable(),
                        row.getString("description"),
                        row.getString("documentation_link"),
                        row.getInt("lock_version"),
                        Rows.moment(row, "inserted_at"),
                        Rows.moment(row, "updated_at")),
                opened.readable());
    }
}
