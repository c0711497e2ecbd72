package dev.arbor.integrator.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.sql.Addresses;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.Statement;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL (integrator spec 1.2.3). Parameters are {@code $1}, {@code $2} and so on. */
public final class PostgresKind implements ConnectionKind {

    private static final int POOL = 5;

    private final Egress egress;
    private final Limits limits;
    private final Templates templates;

    /** The kind, with who judges its addresses. */
    public PostgresKind(Egress egress, Limits limits, Templates templates) {
        this.egress = egress;
        this.limits = limits;
        this.templates = templates;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public OpenConnection open(Definition definition) {
        ObjectNode config = definition.config();
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
            PGSimpleDataSource source = new PGSimpleDataSource();
            int port = config.path("port").asInt();
            // The address that was judged, not the name: the driver would look it up again.
            source.setServerNames(
                    new String[] {Addresses.of(egress, config.path("host").asText(), port)});
            source.setPortNumbers(new int[] {port});
            source.setDatabaseName(config.path("database").asText());
            source.setUser(config.path("username").asText());
            source.setPassword(config.path("password").asText(""));
            source.setApplicationName("Arbor");
            source.setConnectTimeout((int) Math.max(1, limits.connect().toSeconds()));
            source.setSocketTimeout(
                    (int) limits.total().toSeconds() + (int) limits.connect().toSeconds());
            source.setTcpKeepAlive(true);
            // The server decides the type of a text by where it stands.
            source.setStringType("unspecified");
            String caCert = config.path("caCert").asText("");
            if (caCert.isEmpty() || config.path("caCert").isNull()) {
                source.setSslMode("prefer");
            } else {
                source.setSslMode("verify-ca");
                source.setSslfactory("org.postgresql.ssl.SingleCertValidatingFactory");
                source.setSslFactoryArg(caCert);
            }
            return source;
        }

        @Override
        public Statement statement(ObjectNode operation) {
            return Statement.numbered(operation.path("statement").asText());
        }

        @Override
        public Optional<JsonNode> parameter(ObjectNode operation, String name) {
            return Optional.ofNullable(operation.path("parameters").get(Integer.parseInt(name) - 1));
        }
    }
}
