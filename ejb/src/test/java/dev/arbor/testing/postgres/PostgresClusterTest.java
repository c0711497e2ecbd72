package dev.arbor.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresClusterTest {

    @Test
    void whatWasCommittedIsThereAfterAKill() throws SQLException {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            String url = cluster.newDatabase();
            execute(cluster, url, "CREATE TABLE kept (name TEXT)", "INSERT INTO kept VALUES ('Zoë — \uD83C\uDF33')");
            cluster.kill();
            cluster.restart();
            try (Connection connection = DriverManager.getConnection(url, cluster.user(), "any");
                    var rows = connection.createStatement().executeQuery("SELECT name FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("Zoë — \uD83C\uDF33");
            }
        }
    }

    private static void execute(PostgresCluster cluster, String url, String... sentences) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, cluster.user(), "any");
                Statement statement = connection.createStatement()) {
            for (String sentence : sentences) {
                statement.execute(sentence);
            }
        }
    }
}
