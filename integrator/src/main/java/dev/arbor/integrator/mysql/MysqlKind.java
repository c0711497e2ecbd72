package dev.arbor.integrator.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.sql.Addresses;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.Statement;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Connections to MySQL and MariaDB. Parameters are {@code @name}; other variables stay the database's. */
public final class MysqlKind implements ConnectionKind {

    private static final int POOL = 5;

    /** A name that cannot go on as an option of the driver. */
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$-]+");

    private final Egress egress;
    private final Limits limits;
    private final Templates templates;

    /** The kind, with who judges its addresses. */
    public MysqlKind(Egress egress, Limits limits, Templates templates) {
        this.egress = egress;
        this.limits = limits;
        this.templates = templates;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public OpenConnection open(Definition definition) throws CallException {
        ObjectNode config = definition.config();
        if (!DATABASE.matcher(config.path("database").asText()).matches()) {
            throw new CallException(
                    Reason.INVALID_CONNECTION,
                    "Expected a database name of letters, digits, underscores, dollar signs and hyphens.");
        }
        if (config.hasNonNull("caCert")) {
            throw new CallException(
                    Reason.INVALID_CONNECTION, "Expected no caCert: connections of this kind cannot use one yet.");
        }
        int size = Math.max(1, config.path("poolSize").asInt(POOL));
        return new SqlConnection(new Target(config), size, limits, templates);
    }

    @Override
    public List<Template> templates(ObjectNode operation) {
        List<Template> all = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> all.add(templates.of(parameter.asText())));
        return all;
    }

    /** One database. */
    private final class Target implements SqlConnection.Target {
        private final ObjectNode config;

        Target(ObjectNode config) {
            this.config = config;
        }

        @Override
        public DataSource source() throws CallException {
            int port = config.path("port").asInt();
            String address = Addresses.of(egress, config.path("host").asText(), port);
            try {
                // Files of this machine are none of the database's business, whatever it asks for.
                MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://"
                        + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port + "/"
                        + config.path("database").asText() + "?allowLocalInfile=false&connectTimeout="
                        + limits.connect().toMillis() + "&socketTimeout="
                        + limits.total().plus(limits.connect()).toMillis());
                source.setUser(config.path("username").asText());
                source.setPassword(config.path("password").asText(""));
                return source;
            } catch (SQLException e) {
                throw new CallException(
                        Reason.INVALID_CONNECTION, "Expected a definition that the driver takes, but it does not.", e);
            }
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
}
