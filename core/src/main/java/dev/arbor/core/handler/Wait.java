package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code system_wait_v1}: waits for a time. It always defers, whatever the flags of its node say: a wait that does not
 * wait is nobody's intention.
 */
final class Wait implements SystemHandler {

    private static final Map<String, Duration> UNITS = Map.of(
            "Second", Duration.ofSeconds(1),
            "Minute", Duration.ofMinutes(1),
            "Hour", Duration.ofHours(1),
            "Day", Duration.ofDays(1),
            "Week", Duration.ofDays(7));

    /** Far enough for anyone, near enough for every clock and column. */
    private static final BigDecimal LONGEST_MILLIS =
            BigDecimal.valueOf(Duration.ofDays(365L * 1000).toMillis());

    @Override
    public Outcome perform(Visit visit) {
        String unit = visit.parameter("Time unit").trim();
        Duration one = UNITS.get(unit);
        if (one == null) {
            return visit.failed(
                    "Expected the parameter 'Time unit' to be one of Second, Minute, Hour, Day and Week, but it"
                            + " was '" + unit + "'.");
        }
        String amount = visit.parameter("Time to wait").trim();
        BigDecimal millis;
        try {
            millis = new BigDecimal(amount).multiply(BigDecimal.valueOf(one.toMillis()));
        } catch (NumberFormatException e) {
            return visit.failed("Expected the parameter 'Time to wait' to be a number, but it was '" + amount + "'.");
        }
        if (millis.compareTo(LONGEST_MILLIS) > 0) {
            return visit.failed("Expected to wait a thousand years at most, but it was " + amount + " " + unit + ".");
        }
        long wait = millis.signum() <= 0 ? 0 : millis.longValue();
        Instant due = visit.situation().now().plusMillis(wait);
        return new Outcome.Deferred(visit.key(), Map.of(), Optional.of(due));
    }
}
