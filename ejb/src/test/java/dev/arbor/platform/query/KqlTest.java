package dev.arbor.platform.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.platform.api.PlatformRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlTest {

    private static final Map<String, List<String>> THING = Map.of(
            "name", List.of("Ticket"),
            "values[Team A]", List.of("x", "y"),
            "quoted", List.of("say \"hi\" \\ bye"));

    private static boolean holds(String query) {
        return Judge.holds(Kql.read(Optional.of(query)), name -> THING.getOrDefault(name, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "name=\"Ticket\" ~ true",
                "name = \"ticket\" ~ false",
                "name != \"Ticket\" ~ false",
                "absent != \"Ticket\" ~ true",
                "absent = null ~ true",
                "name = NULL ~ false",
                "name != null ~ true",
                "name =* \"Tic\" ~ true",
                "name *=* \"cke\" ~ true",
                "name > \"S\" AND name < \"U\" ~ true",
                "name >= \"Ticket\" and name <= \"Ticket\" ~ true",
                "name > \"Ticket\" ~ false",
                "absent > \"\" ~ false",
                "name BETWEEN (\"Ticket\", \"U\") ~ true",
                "name between (\"S\", \"Ticket\") ~ false",
                "name IN (\"a\", \"Ticket\") ~ true",
                "name in ['a','b'] ~ false",
                "values[Team A]=\"y\" ~ true",
                "values[Team A] = \"z\" ~ false",
                "quoted = \"say \\\"hi\\\" \\\\ bye\" ~ true",
                "name = \"a\" OR name = \"Ticket\" AND absent = null ~ true",
                "(name = \"a\" OR name = \"Ticket\") AND absent = \"x\" ~ false",
                "( name = 'Ticket' ) ~ true"
            })
    void judges(String query, boolean expected) {
        assertThat(holds(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "name ~ an operator at position 5",
                "name = ~ a value in quotes or null at position 7",
                "name = Ticket ~ a value in quotes or null at position 8",
                "name = \"x ~ a closing quote at position 8",
                "values[x = \"y\" ~ a closing bracket at position 7",
                "name = \"x\" name = \"y\" ~ AND, OR or the end at position 12",
                "(name = \"x\" ~ ')' at position 12",
                "name IN \"x\" ~ '(' at position 9",
                "name BETWEEN (\"a\", null) ~ two texts as the bounds at position 25",
                "= \"x\" ~ a property at position 1"
            })
    void says_where_a_query_is_wrong(String query, String expected) {
        assertThatThrownBy(() -> holds(query))
                .isInstanceOf(PlatformRefusal.class)
                .hasMessageContaining("Expected " + expected);
    }

    @Test
    void is_not_brought_down_by_depth() {
        assertThatThrownBy(() -> holds("(".repeat(10_000) + "name = \"x\"")).hasMessageContaining("at most 50 groups");
    }

    @Test
    void compares_as_databases_do() {
        assertThat(Judge.compare("\uFFFD", "🥐")).isNegative();
        assertThat(Judge.compare("a", "ab")).isNegative();
        assertThat(Judge.compare("B", "a")).isNegative();
    }
}
