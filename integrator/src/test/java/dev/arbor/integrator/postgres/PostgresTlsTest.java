package dev.arbor.integrator.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.TlsContract;
import dev.arbor.testing.postgres.PostgresCluster;
import dev.arbor.testing.tls.ServerCertificate;
import java.util.Optional;

class PostgresTlsTest extends TlsContract {

    @Override
    protected Server start(Optional<ServerCertificate> certificate) {
        PostgresCluster server = PostgresCluster.start(PASSWORD, certificate);
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
        return new PostgresKind(ground);
    }

    @Override
    protected ObjectNode login() {
        return JSON.createObjectNode()
                .put("username", "arbor")
                .put("password", PASSWORD)
                .put("database", "postgres");
    }

    @Override
    protected Optional<ObjectNode> encrypted() {
        return Optional.of(JSON.createObjectNode()
                .put(
                        "statement",
                        "SELECT CASE WHEN ssl THEN 1 ELSE 0 END AS e FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
    }
}
