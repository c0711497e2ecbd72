package dev.arbor.integrator.mysql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.TlsContract;
import dev.arbor.testing.maria.MariaServer;
import dev.arbor.testing.tls.ServerCertificate;
import java.util.Optional;

class MysqlTlsTest extends TlsContract {

    @Override
    protected Server start(Optional<ServerCertificate> certificate) {
        MariaServer server = MariaServer.start(PASSWORD, certificate);
        return new Server() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    @Override
    protected SqlKind kind(SqlConnection.Ground ground) {
        return new MysqlKind(ground);
    }

    @Override
    protected ObjectNode login() {
        return JSON.createObjectNode()
                .put("username", "arbor")
                .put("password", PASSWORD)
                .put("database", "test");
    }

    @Override
    protected Optional<ObjectNode> encrypted() {
        return Optional.of(
                JSON.createObjectNode()
                        .put(
                                "statement",
                                "SELECT variable_value <> '' AS e FROM information_schema.session_status WHERE variable_name = 'SSL_CIPHER'"));
    }
}
