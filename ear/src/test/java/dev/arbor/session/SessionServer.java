package dev.arbor.session;

import dev.arbor.platform.account.PasswordHash;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.testing.postgres.PostgresCluster;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of the space acme on PostgreSQL, with people who are not administrators. */
final class SessionServer implements AutoCloseable {

    static final String PASSWORD = "plain-password-1";

    private final PostgresCluster cluster = PostgresCluster.start();
    private final String database = cluster.newDatabase();
    private final ServerProcess server = ServerProcess.start(Map.of(
            "ARBOR_DEMO",
            "false",
            "ARBOR_DB_URL",
            database,
            "ARBOR_DB_USER",
            cluster.user(),
            "ARBOR_DB_PASSWORD",
            "any",
            "ARBOR_SPACE_SLUG",
            "acme"));

    ServerProcess process() {
        return server;
    }

    /** Somebody who may sign in with {@link #PASSWORD}. */
    void account(String username) {
        execute(
                "INSERT INTO account (username, password_hash, administrator, enabled, created_at, updated_at)"
                        + " VALUES (?, ?, FALSE, TRUE, now(), now())",
                username,
                PasswordHash.of(PASSWORD));
    }

    /** A request of the Core API as the administrator. */
    Answer core(String method, String path, String body) {
        return new TaskApi(server)
                .send(
                        method,
                        "//app/api/v1" + path,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        "Content-Type",
                        "application/json");
    }

    void execute(String statement, String... values) {
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setString(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> texts(String query) {
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(query);
                ResultSet row = prepared.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every row of every table. */
    String tables() {
        StringBuilder all = new StringBuilder();
        for (String table : texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
            texts("SELECT t::text FROM \"" + table + "\" t")
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database, cluster.user(), "any");
    }

    @Override
    public void close() {
        server.close();
        cluster.close();
    }
}
