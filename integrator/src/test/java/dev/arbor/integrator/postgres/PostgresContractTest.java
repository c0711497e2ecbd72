package dev.arbor.integrator.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.KindContract;
import dev.arbor.integrator.kind.OtherSide;
import dev.arbor.testing.postgres.PostgresCluster;
import java.util.Optional;

class PostgresContractTest extends KindContract {

    @Override
    protected String type() {
        return "postgres";
    }

    @Override
    protected OtherSide start() {
        PostgresCluster cluster = PostgresCluster.start(OtherSide.PASSWORD, Optional.empty());
        return new OtherSide() {
            @Override
            public int port() {
                return cluster.port();
            }

            @Override
            public ObjectNode config(int port) {
                return new ObjectMapper()
                        .createObjectNode()
                        .put("host", "localhost")
                        .put("port", port)
                        .put("username", cluster.user())
                        .put("password", PASSWORD)
                        .put("database", "postgres");
            }

            @Override
            public ObjectNode echo() {
                return operation("SELECT $1::text AS x", "{{x}}");
            }

            @Override
            public String echoed() {
                return "body[0].x";
            }

            @Override
            public ObjectNode large() {
                return operation("SELECT repeat($1::text, 200000) AS x", "x");
            }

            private ObjectNode operation(String statement, String parameter) {
                ObjectNode operation = new ObjectMapper().createObjectNode().put("statement", statement);
                operation.putArray("parameters").add(parameter);
                return operation;
            }

            @Override
            public void kill() {
                cluster.kill();
            }

            @Override
            public void restart() {
                cluster.restart();
            }

            @Override
            public void close() {
                cluster.close();
            }
        };
    }
}
