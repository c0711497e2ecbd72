package dev.arbor.integrator.mysql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.KindContract;
import dev.arbor.integrator.kind.OtherSide;
import dev.arbor.testing.maria.MariaServer;
import dev.arbor.testing.tls.PrivateAuthority;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with an authority that only the test knows. */
class MysqlContractTest extends KindContract {

    @TempDir
    private static Path folder;

    @Override
    protected String type() {
        return "mariadb";
    }

    @Override
    protected OtherSide start() {
        PrivateAuthority authority = PrivateAuthority.in(folder);
        MariaServer server = MariaServer.start(OtherSide.PASSWORD, Optional.of(authority.certificate()));
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
                return operation("SELECT REPEAT(@x, 200000) AS x", "x");
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
