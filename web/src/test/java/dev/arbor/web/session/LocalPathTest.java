package dev.arbor.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "evil.example",
                "",
                " /app",
                "/app\r\nSet-Cookie: x=y",
                "/\t/evil.example",
                "/\u0000",
                "/a b",
                "/<script>",
                "/\"onload=",
                "/ä"
            })
    void whatLeadsElsewhereIsNone(String text) {
        assertThat(LocalPath.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app", "/kinetic/acme/app?x=%2F&y=1#z", "/app/api/v1/users/a@b.c"})
    void aPathOfThisServerIsOne(String text) {
        assertThat(LocalPath.of(text)).contains(text);
    }

    @Test
    void nothingAndTooMuchAreNone() {
        assertThat(LocalPath.of(null)).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(2000))).isEmpty();
    }
}
