package dev.arbor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IncludeTest {

    @Test
    void names_are_trimmed_and_the_parameter_may_be_repeated() {
        Include include = Include.of(List.of(" details , treeJson", "policyRules, properties", ""));

        assertThat(include.details()).isTrue();
        assertThat(include.has("treeJson")).isTrue();
        assertThat(include.has("properties")).isTrue();
        assertThat(include.has("export")).isFalse();
    }

    @Test
    void a_nested_name_includes_what_it_is_nested_in() {
        Include include = Include.of(List.of("tasks.messages,tasks.details,exceptions"));

        assertThat(include.has("tasks")).isTrue();
        assertThat(include.has("tasks.messages")).isTrue();
        assertThat(include.details()).isFalse();
        assertThat(include.inside("tasks").details()).isTrue();
        assertThat(include.inside("tasks").has("messages")).isTrue();
        assertThat(include.inside("exceptions").details()).isFalse();
    }

    @Test
    void nothing_asked_is_nothing_included() {
        assertThat(Include.of(null).has("details")).isFalse();
        assertThat(Include.of(List.of()).inside("tasks").has("details")).isFalse();
    }
}
