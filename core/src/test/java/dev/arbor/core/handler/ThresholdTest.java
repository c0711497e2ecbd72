package dev.arbor.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdTest {

    @Test
    void countsByType() {
        assertThat(Threshold.of("All", "x", 3)).isEqualTo(new Threshold(3, true, ""));
        assertThat(Threshold.of("", "", 3)).isEqualTo(new Threshold(3, true, ""));
        assertThat(Threshold.of(" Any ", "", 3)).isEqualTo(new Threshold(1, false, ""));
        assertThat(Threshold.of("Any", "", 0)).isEqualTo(new Threshold(0, false, ""));
        assertThat(Threshold.of("Some", " 2 ", 3)).isEqualTo(new Threshold(2, false, ""));
        assertThat(Threshold.of("Some", "5", 3)).isEqualTo(new Threshold(5, false, ""));
        assertThat(Threshold.of("Some", "0", 3).valid()).isTrue();
    }

    @Test
    void saysWhatItExpected() {
        assertThat(Threshold.of("all", "", 3).message())
                .isEqualTo("Expected the parameter 'type' to be All, Any or Some, but it was 'all'.");
        assertThat(Threshold.of("Some", "two", 3).message())
                .isEqualTo(
                        "Expected the parameter 'number' to be a whole number because 'type' is Some, but it was 'two'.");
        assertThat(Threshold.of("Some", "", 3).valid()).isFalse();
        assertThat(Threshold.of("Some", "1.5", 3).valid()).isFalse();
        assertThat(Threshold.of("Some", "99999999999", 3).valid()).isFalse();
    }
}
