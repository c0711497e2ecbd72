package dev.arbor.integrator.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.sql.Endpoint;
import dev.arbor.integrator.sql.SqlKind.Login;
import dev.arbor.integrator.sql.Statement;
import dev.arbor.integrator.sql.Target;
import dev.arbor.integrator.wire.Line;
import dev.arbor.integrator.wire.MariaSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** One database of MySQL or MariaDB. */
final class MysqlTarget implements Target {

    private static final String NO_TLS = "ssl not enabled in the server";

    private final Login login;
    private final Limits limits;

    MysqlTarget(Login login, Limits limits) {
        this.login = login;
        this.limits = limits;
    }

    @Override
    public Endpoint endpoint() {
        return login.endpoint();
    }

    @Override
    public Connection connect(Line line) throws SQLException {
        if (login.caCert().isPresent()) {
            return connect(line, "verify-full");
        }
        try {
            return connect(line, "trust");
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(NO_TLS)) {
                return connect(line, "disable");
            }
            throw e;
        }
    }

    private Connection connect(Line line, String tls) throws SQLException {
        Properties driver = new Properties();
        driver.setProperty("user", login.username());
        driver.setProperty("password", login.password());
        String connect = String.valueOf(limits.connect().toMillis());
        driver.setProperty("connectTimeout", connect);
        driver.setProperty("socketTimeout", connect);
        driver.setProperty("sslMode", tls);
        login.caCert().ifPresent(pem -> driver.setProperty("serverSslCert", pem));
        // Files of this machine are none of the database's business, whatever it asks for.
        driver.setProperty("allowLocalInfile", "false");
        driver.setProperty("permitRedirect", "false");
        driver.setProperty("credentialType", "");
        // Failures quote no statement, which may hold what somebody wrote into it.
        driver.setProperty("dumpQueriesOnException", "false");
        // The name is for the certificate; this is where the socket leads.
        driver.setProperty("socketFactory", MariaSocketFactory.class.getName());
        driver.setProperty(MariaSocketFactory.LINE, line.name());
        return new Driver().connect("jdbc:mariadb://" + endpoint().authority() + "/" + login.database(), driver);
    }

    @Override
    public Statement statement(ObjectNode operation) {
        return Statement.named(
                operation.path("statement").asText(),
                name -> operation.path("parameters").has(name));
    }

    @Override
    public Optional<JsonNode> parameter(ObjectNode operation, String name) {
        return Optional.ofNullable(operation.path("parameters").get(name));
    }
}
