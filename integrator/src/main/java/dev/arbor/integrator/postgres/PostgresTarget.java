package dev.arbor.integrator.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.sql.Endpoint;
import dev.arbor.integrator.sql.SqlKind.Login;
import dev.arbor.integrator.sql.Statement;
import dev.arbor.integrator.sql.Target;
import dev.arbor.integrator.wire.Line;
import dev.arbor.integrator.wire.LineSocketFactory;
import dev.arbor.integrator.wire.PostgresTrust;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One database of PostgreSQL. */
final class PostgresTarget implements Target {

    /** A row is held as bytes before it is judged as text. */
    private static final int TWICE = 2;

    private final Login login;
    private final Limits limits;

    PostgresTarget(Login login, Limits limits) {
        this.login = login;
        this.limits = limits;
    }

    @Override
    public Endpoint endpoint() {
        return login.endpoint();
    }

    @Override
    public Connection connect(Line line) throws SQLException {
        Properties driver = new Properties();
        PGProperty.USER.set(driver, login.username());
        PGProperty.PASSWORD.set(driver, login.password());
        PGProperty.APPLICATION_NAME.set(driver, "Arbor");
        int connect = (int) Math.max(1, limits.connect().toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(driver, connect);
        PGProperty.SOCKET_TIMEOUT.set(driver, connect);
        PGProperty.TCP_KEEP_ALIVE.set(driver, true);
        PGProperty.GSS_ENC_MODE.set(driver, "disable");
        PGProperty.MAX_RESULT_BUFFER.set(driver, String.valueOf(limits.bytes() * TWICE));
        // The server decides the type of a text by where it stands.
        PGProperty.STRING_TYPE.set(driver, "unspecified");
        // The name is for the certificate; this is where the socket leads.
        PGProperty.SOCKET_FACTORY.set(driver, LineSocketFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(driver, line.name());
        if (login.caCert().isPresent()) {
            PGProperty.SSL_MODE.set(driver, "verify-full");
            PGProperty.SSL_FACTORY.set(driver, PostgresTrust.class.getName());
            PGProperty.SSL_FACTORY_ARG.set(driver, login.caCert().get());
        } else {
            PGProperty.SSL_MODE.set(driver, "prefer");
            // What is not checked needs no files of this machine either.
            PGProperty.SSL_FACTORY.set(driver, "org.postgresql.ssl.NonValidatingFactory");
        }
        return new Driver()
                .connect(
                        "jdbc:postgresql://" + endpoint().authority() + "/"
                                + URLEncoder.encode(login.database(), StandardCharsets.UTF_8),
                        driver);
    }

    @Override
    public Statement statement(ObjectNode operation) {
        return Statement.numbered(operation.path("statement").asText());
    }

    @Override
    public Optional<JsonNode> parameter(ObjectNode operation, String name) {
        return Optional.ofNullable(operation.path("parameters").get(Integer.parseInt(name) - 1));
    }

    @Override
    public boolean isTooLarge(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("maxResultBuffer");
    }

    /** A statement may have begun a transaction; whoever comes next must not be within it. */
    @Override
    public boolean isClean(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }
}
