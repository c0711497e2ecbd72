package dev.arbor.integrator.mssql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.KindContract;
import dev.arbor.integrator.kind.OtherSide;
import dev.arbor.testing.tls.PrivateAuthority;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The real driver over TLS, up to the wire's edge of a server: see {@link TdsServer}. */
class MssqlContractTest extends KindContract {

    @TempDir
    private static Path folder;

    @Override
    protected String type() {
        return "mssql";
    }

    @Override
    protected OtherSide start() {
        PrivateAuthority authority = PrivateAuthority.in(folder);
        TdsServer server = new TdsServer(OtherSide.PASSWORD, Optional.of(authority.server()));
        return new OtherSide() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public ObjectNode config(int port) {
                return new ObjectMapper()
                        .createObjectNode()
                        .put("host", "localhost")
                        .put("port", port)
                        .put("username", "arbor")
                        .put("password", PASSWORD)
                        .put("database", "test")
                        .put("caCert", authority.pem());
            }

            @Override
            public ObjectNode echo() {
                return operation("SELECT @x AS x", "{{x}}");
            }

            @Override
            public String echoed() {
                return "body[0].x";
            }

            @Override
            public ObjectNode large() {
                return operation("SELECT REPLICATE(@x, 200000) AS x", "x");
            }

            private ObjectNode operation(String statement, String parameter) {
                ObjectNode operation = new ObjectMapper().createObjectNode().put("statement", statement);
                operation.putObject("parameters").put("x", parameter);
                return operation;
            }

            @Override
            public void kill() {
                server.kill();
            }

            @Override
            public void restart() {
                server.restart();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
