package dev.arbor.integrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void findsNumberedParametersInAnyOrder() {
        Statement statement = Statement.numbered("SELECT * FROM t WHERE a = $2 AND b > $1 AND c = $2");

        assertThat(statement.text()).isEqualTo("SELECT * FROM t WHERE a = ? AND b > ? AND c = ?");
        assertThat(statement.names()).containsExactly("2", "1", "2");
    }

    @Test
    void leavesQuotesAndCommentsAlone() {
        String sql = "SELECT '$1 it''s', \"$1\", $$ $1 $$, $a$ $1 $a$ -- $1\n, /* $1\n */ x";

        assertThat(Statement.numbered(sql)).isEqualTo(new Statement(sql, java.util.List.of()));
    }

    @Test
    void findsNamedParametersThatAreGiven() {
        Statement statement =
                Statement.named("SELECT @@version, @id, '@id', @other, a@id.x", name -> name.equals("id"));

        assertThat(statement.text()).isEqualTo("SELECT @@version, ?, '@id', @other, a@id.x");
        assertThat(statement.names()).containsExactly("id");
    }
}
