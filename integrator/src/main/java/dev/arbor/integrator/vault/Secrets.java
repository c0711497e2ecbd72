package dev.arbor.integrator.vault;

import dev.arbor.integrator.vault.Vault.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sealed secrets in their table. Every method works in the caller's transaction. */
public final class Secrets {

    private final Vault vault;

    /** Sealed and opened by a vault. */
    public Secrets(Vault vault) {
        this.vault = vault;
    }

    /**
     * What an owner has.
     *
     * @param readable the plain secrets by their place
     * @param unreadable why others cannot be opened, by their place
     */
    public record Opened(Map<String, String> readable, Map<String, String> unreadable) {

        /** Of an owner that has none. */
        public static final Opened NOTHING = new Opened(Map.of(), Map.of());

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Opened[" + readable.keySet() + ", unreadable " + unreadable.keySet() + "]";
        }
    }

    /** Everything that an owner has; what cannot be opened is told, not thrown, so that others still answer. */
    public Opened open(Connection connection, String owner) throws SQLException {
        Opened opened = new Opened(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT place, envelope FROM integrator_secret WHERE owner = ? ORDER BY place")) {
            ask.setString(1, owner);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    open(new Place(owner, rows.getString(1)), rows.getString(2), opened);
                }
            }
        }
        return opened;
    }

    /** Everything that there is, by its owners. */
    public Map<String, Opened> openAll(Connection connection) throws SQLException {
        Map<String, Opened> all = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement(
                        "SELECT owner, place, envelope FROM integrator_secret ORDER BY owner, place");
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                Opened opened = all.computeIfAbsent(
                        rows.getString(1), owner -> new Opened(new LinkedHashMap<>(), new LinkedHashMap<>()));
                open(new Place(rows.getString(1), rows.getString(2)), rows.getString(3), opened);
            }
        }
        return all;
    }

    private void open(Place place, String envelope, Opened opened) {
        try {
            opened.readable().put(place.path(), vault.open(place, envelope));
        } catch (UnreadableSecretException e) {
            opened.unreadable().put(place.path(), e.getMessage());
        }
    }

    /** Seals a secret in its place, over the one that may be there. */
    public void put(Connection connection, String owner, String place, String plain) throws SQLException {
        remove(connection, owner, place);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO integrator_secret (owner, place, key_id, envelope) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, owner);
            insert.setString(2, place);
            insert.setString(3, vault.activeKey());
            insert.setString(4, vault.seal(new Place(owner, place), plain));
            insert.executeUpdate();
        }
    }

    /** Forgets one secret, if it is there. */
    public void remove(Connection connection, String owner, String place) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM integrator_secret WHERE owner = ? AND place = ?")) {
            delete.setString(1, owner);
            delete.setString(2, place);
            delete.executeUpdate();
        }
    }

    /** Forgets everything that an owner has. */
    public void removeAll(Connection connection, String owner) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM integrator_secret WHERE owner = ?")) {
            delete.setString(1, owner);
            delete.executeUpdate();
        }
    }
}
