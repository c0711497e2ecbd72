package dev.arbor.platform.metric;

import dev.arbor.platform.api.Metrics.Window;
import dev.arbor.platform.api.PlatformRefusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whole days of a time zone, up to and with today. */
record Days(int count, ZoneId zone) {

    private static final int USUAL = 30;
    private static final int MOST = 366;

    /**
     * Those of a window.
     *
     * @param usual the time zone unless told; one that there is not is UTC
     * @throws PlatformRefusal when it asks for what there is not
     */
    static Days of(Window window, Optional<String> usual) {
        int count = window.days().map(Days::number).orElse(USUAL);
        if (window.tz().isPresent()) {
            return new Days(
                    count,
                    zone(window.tz().get())
                            .orElseThrow(() -> PlatformRefusal.invalid(
                                    "invalid_value",
                                    "Expected tz to be a time zone such as Europe/Berlin, but it is '"
                                            + window.tz().get() + "'.")));
        }
        return new Days(count, usual.flatMap(Days::zone).orElse(ZoneOffset.UTC));
    }

    private static int number(String text) {
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw PlatformRefusal.invalid(
                    "invalid_value",
                    "Expected days to be a whole number from 1 to " + MOST + ", but it is '" + text + "'.");
        }
        return number;
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When the first of them begins. */
    Instant begin(Instant now) {
        return now.atZone(zone)
                .toLocalDate()
                .minusDays(count - 1L)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** The day that a moment is in. */
    LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
