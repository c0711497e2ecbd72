package dev.arbor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private final MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    private final Parameters parameters = new Parameters(query);

    @Test
    void paging_has_defaults_and_zero_means_everything() {
        assertThat(parameters.limit()).isEqualTo(100);
        assertThat(parameters.offset()).isZero();
        query.putSingle("limit", "0");
        query.putSingle("offset", "25");
        assertThat(parameters.limit()).isZero();
        assertThat(parameters.offset()).isEqualTo(25);
    }

    @Test
    void wrong_values_are_refused_by_name() {
        query.putSingle("limit", "-1");
        query.putSingle("offset", "many");
        query.putSingle("start", "yesterday");
        query.putSingle("direction", "up");
        assertThatThrownBy(parameters::limit).isInstanceOf(Refusal.class).hasMessageContaining("limit");
        assertThatThrownBy(parameters::offset).isInstanceOf(Refusal.class).hasMessageContaining("offset");
        assertThatThrownBy(() -> parameters.moment("start"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("start");
        assertThatThrownBy(() -> parameters.descending(false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("direction");
    }

    @Test
    void moments_are_days_or_times() {
        for (String time : new String[] {
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00.000Z",
            "2026-03-01T12:00:00+02:00",
            "2026-03-01T12:00:00 02:00",
            "2026-03-01T10:00:00"
        }) {
            query.putSingle("start", time);
            assertThat(parameters.moment("start")).as(time).contains(Instant.parse("2026-03-01T10:00:00Z"));
        }
        query.putSingle("start", "2026-03-01");
        assertThat(parameters.moment("start")).contains(Instant.parse("2026-03-01T00:00:00Z"));
        query.putSingle("start", "");
        assertThat(parameters.moment("start")).isEmpty();
    }

    @Test
    void groups_are_repeatable_with_and_without_brackets_and_directions_in_any_case() {
        query.add("group", "a");
        query.add("group[]", "b");
        query.add("group[]", "c");
        query.putSingle("direction", "desc");
        assertThat(parameters.texts("group")).containsExactly("a", "b", "c");
        assertThat(parameters.descending(false)).isTrue();
        assertThat(parameters.flag("force")).isFalse();
    }
}
