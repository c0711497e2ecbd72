package dev.arbor.web.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    @Test
    void carries_a_key_for_its_own_question_alone() {
        String token = PageToken.of("kéy|1", "q=a");

        assertThat(PageToken.key(token, "q=a")).isEqualTo("kéy|1");
        assertThatThrownBy(() -> PageToken.key(token, "q=b")).hasMessageContaining("another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "abc", "a.b", "%%%."})
    void refuses_what_is_none(String token) {
        assertThatThrownBy(() -> PageToken.key(token, "q")).hasMessageContaining("page token");
    }
}
