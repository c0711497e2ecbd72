package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.PlatformRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How long something is good, as a body says it: {@code expiresAt} or {@code expiresIn}. */
final class Expiry {

    private static final Duration STANDARD = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "days", ChronoUnit.DAYS,
            "hours", ChronoUnit.HOURS,
            "minutes", ChronoUnit.MINUTES,
            "seconds", ChronoUnit.SECONDS,
            "milliseconds", ChronoUnit.MILLIS);

    private Expiry() {}

    /**
     * When it ends; a day from now where the body says nothing.
     *
     * @throws PlatformRefusal when that is not in the future, or more than a year away
     */
    static Instant of(ObjectNode body, Instant now) {
        JsonNode at = body.path("expiresAt");
        JsonNode in = body.path("expiresIn");
        Instant end = now.plus(STANDARD);
        if (!at.isMissingNode() && !at.isNull()) {
            end = at(at);
        } else if (!in.isMissingNode() && !in.isNull()) {
            end = in(in, now);
        }
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw wrong("Expected the token to expire in the future and within " + LONGEST.toDays()
                    + " days, but it would expire at " + end + ".");
        }
        return end;
    }

    private static Instant at(JsonNode at) {
        try {
            return OffsetDateTime.parse(at.asText()).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw wrong("Expected expiresAt to be a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private static Instant in(JsonNode in, Instant now) {
        if (!in.isObject()) {
            throw wrong("Expected expiresIn to be an object of days, hours, minutes, seconds and milliseconds.");
        }
        Instant end = now;
        for (var each : UNITS.entrySet()) {
            JsonNode value = in.path(each.getKey());
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
                throw wrong("Expected '" + each.getKey() + "' of expiresIn to be a whole number.");
            }
            end = end.plus(value.intValue(), each.getValue());
        }
        return end;
    }

    private static PlatformRefusal wrong(String message) {
        return PlatformRefusal.invalid("invalid_expiry", message);
    }
}
