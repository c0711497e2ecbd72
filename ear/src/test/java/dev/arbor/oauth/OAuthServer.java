package dev.arbor.oauth;

import dev.arbor.platform.account.PasswordHash;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.testing.postgres.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server on PostgreSQL with accounts that only the database can have so far, and everything that it has answered. */
final class OAuthServer implements AutoCloseable {

    static final String PASSWORD = "plain-password-1";

    /** A space administrator. */
    static final String ADMIN = "integration-user";

    /** Somebody else. */
    static final String MEMBER = "jane";

    /** A space administrator whose account belongs to a program. */
    static final String SERVICE = "robot";

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
    private final TaskApi api = new TaskApi(server);
    private final StringBuffer answers = new StringBuffer();

    OAuthServer() {
        account(ADMIN, true, false);
        account(MEMBER, false, false);
        account(SERVICE, true, true);
    }

    private void account(String username, boolean spaceAdmin, boolean service) {
        execute(
                "INSERT INTO account (username, password_hash, display_name, email, administrator, enabled, service,"
                        + " created_at, updated_at) VALUES (?, ?, 'Zoë & Co = 1', 'zoe@example.com', " + spaceAdmin
                        + ", TRUE, " + service + ", now(), now())",
                username,
                PasswordHash.of(PASSWORD));
    }

    ServerProcess process() {
        return server;
    }

    /** Changes what no API changes yet. */
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

    /** The rows of a query, each a list of texts. */
    List<List<String>> rows(String query) {
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(query);
                ResultSet found = prepared.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database, cluster.user(), "any");
    }

    /**
     * Sends a request with nobody's credentials but those in its headers.
     *
     * @param path from the root
     */
    Answer send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Authorization")) {
            all.addAll(List.of("Authorization", ""));
        }
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        Answer answer = api.send(method, "/" + path, content, all.toArray(String[]::new));
        answers.append(answer.headers()).append(answer.text()).append('\n');
        return answer;
    }

    /** Sends a request of the Core API as an account. */
    Answer core(String method, String path, String body, String username) {
        return send(
                method,
                "/app/api/v1" + path,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                TaskApi.basic(username, PASSWORD));
    }

    /** All answers so far. */
    String answers() {
        return answers.toString();
    }

    /** What a shell prints for a command in which {@code $server} is the address of the server. */
    String shell(String command) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", command);
            builder.environment().put("server", server.uri("").toString());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        cluster.close();
    }
}
