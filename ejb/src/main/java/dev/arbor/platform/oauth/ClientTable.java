package dev.arbor.platform.oauth;

import dev.arbor.platform.api.OAuthClients.Client;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of clients. Each statement is a transaction of its own. */
final class ClientTable {

    private static final String COLUMNS = "client_id, name, description, redirect_uri, service_user, created_at,"
            + " created_by, updated_at, updated_by, secret_hash";
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;

    /** A client with the hash of its secret; without one it is a public client. */
    record Row(Client client, Optional<String> secretHash) {

        /** Never shows the hash. */
        @Override
        public String toString() {
            return "Row[" + client.clientId() + "]";
        }
    }

    ClientTable(DataSource database) {
        this.database = database;
    }

    List<Row> all() {
        return read("SELECT " + COLUMNS + " FROM oauth_client ORDER BY client_id", Optional.empty());
    }

    Optional<Row> find(String clientId) {
        return read("SELECT " + COLUMNS + " FROM oauth_client WHERE client_id = ?", Optional.of(clientId)).stream()
                .findFirst();
    }

    /** Adds one; false when its id is taken. */
    boolean insert(Row row) {
        try {
            return 1
                    == write(
                            "INSERT INTO oauth_client (name, description, redirect_uri, service_user, created_at,"
                                    + " created_by, updated_at, updated_by, secret_hash, client_id)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            row);
        } catch (SQLException e) {
            if (e instanceof SQLIntegrityConstraintViolationException || UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw failed("add a client", e);
        }
    }

    /** Writes one over; false when it is not there any more. */
    boolean update(Row row) {
        try {
            return 1
                    == write(
                            "UPDATE oauth_client SET name = ?, description = ?, redirect_uri = ?, service_user = ?,"
                                    + " created_at = ?, created_by = ?, updated_at = ?, updated_by = ?, secret_hash = ?"
                                    + " WHERE client_id = ?",
                            row);
        } catch (SQLException e) {
            throw failed("change a client", e);
        }
    }

    /** Forgets one; false when it is not there any more. */
    boolean delete(String clientId) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM oauth_client WHERE client_id = ?")) {
            delete.setString(1, clientId);
            return delete.executeUpdate() == 1;
        } catch (SQLException e) {
            throw failed("remove a client", e);
        }
    }

    private int write(String statement, Row row) throws SQLException {
        Client client = row.client();
        try (Connection connection = database.getConnection();
                PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, client.name());
            write.setString(2, client.description());
            write.setString(3, client.redirectUri().orElse(null));
            write.setString(4, client.serviceUser().orElse(null));
            write.setTimestamp(5, Timestamp.from(client.createdAt()));
            write.setString(6, client.createdBy());
            write.setTimestamp(7, Timestamp.from(client.updatedAt()));
            write.setString(8, client.updatedBy());
            write.setString(9, row.secretHash().orElse(null));
            write.setString(10, client.clientId());
            return write.executeUpdate();
        }
    }

    private List<Row> read(String statement, Optional<String> clientId) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(statement)) {
            if (clientId.isPresent()) {
                query.setString(1, clientId.get());
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failed("read the clients", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        Client client = new Client(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                row.getString(9));
        return new Row(client, Optional.ofNullable(row.getString(10)));
    }

    private static IllegalStateException failed(String what, SQLException e) {
        return new IllegalStateException("Expected to " + what + ", but it failed: " + e.getMessage(), e);
    }
}
