package dev.arbor.web.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaterOperationsTest {

    @Test
    void are_found_by_method_and_path() {
        assertThat(LaterOperations.find("DELETE", "/activity")).hasValue("DELETE /activity");
        assertThat(LaterOperations.find("GET", "/activity")).isEmpty();
        assertThat(LaterOperations.find("GET", "/models/A b/attributes/x")).isPresent();
        assertThat(LaterOperations.find("GET", "/models/A/attributes/x/y")).isEmpty();
        assertThat(LaterOperations.find("GET", "/fileResources/f/files/a/b/c.png"))
                .isPresent();
        assertThat(LaterOperations.find("POST", "/submissions/1/clone")).isPresent();
        assertThat(LaterOperations.find("GET", "/kapps")).isEmpty();
    }

    @Test
    void are_as_many_as_are_left_for_later() {
        assertThat(LaterOperations.all()).hasSize(84).doesNotHaveDuplicates();
    }
}
