package dev.arbor.engine.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

    private final EngineStatistics statistics = new EngineStatistics();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Rates rates = new Rates(statistics, () -> now);

    /** The timer goes off several times a second, and the counter grows once a second. */
    private void pass(int seconds, int eachSecond) {
        for (int i = 0; i < seconds; i++) {
            statistics.processed(eachSecond);
            now = now.plusMillis(500);
            rates.sample();
            now = now.plusMillis(500);
            rates.sample();
        }
    }

    @Test
    void nothing_is_known_before_the_first_sample() {
        assertThat(rates.triggers()).isZero();
    }

    @Test
    void a_young_server_is_measured_over_its_life() {
        rates.sample();
        pass(10, 7);
        assertThat(rates.triggers()).isEqualTo(7.0);
        assertThat(rates.errors()).isZero();
    }

    @Test
    void what_is_older_than_a_minute_is_forgotten() {
        rates.sample();
        pass(300, 1_000);
        pass(60, 10);
        assertThat(rates.triggers()).isEqualTo(10.0);
    }

    @Test
    void a_turn_that_lasts_is_counted_and_one_that_ended_is_not() {
        long[] nanos = {0};
        Turns turns = new Turns(() -> nanos[0]);
        turns.begin();
        nanos[0] = Duration.ofSeconds(11).toNanos();
        assertThat(turns.longerThan(Duration.ofSeconds(10))).isEqualTo(1);
        assertThat(turns.longerThan(Duration.ofSeconds(12))).isZero();
        turns.end();
        assertThat(turns.longerThan(Duration.ZERO)).isZero();
    }
}
