package dev.arbor.web;

import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Query parameters, read by name (engine spec 5, Limits and quirks). A blank one is absent, an unknown one is ignored, a
 * wrong one is refused with a sentence that names it.
 */
public final class Parameters {

    private static final int DEFAULT_LIMIT = 100;

    private final MultivaluedMap<String, String> query;

    public Parameters(MultivaluedMap<String, String> query) {
        this.query = query;
    }

    /** A text as it came. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(query.getFirst(name)).filter(value -> !value.isEmpty());
    }

    /** Every value of a repeatable parameter, whether it is called {@code name} or {@code name[]}. */
    public List<String> texts(String name) {
        return Stream.of(name, name + "[]")
                .flatMap(key -> query.getOrDefault(key, List.of()).stream())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** {@code include}. */
    public Include include() {
        return Include.of(query.get("include"));
    }

    /** {@code true} in any case; everything else is false. */
    public boolean flag(String name) {
        return text(name).map(value -> value.strip().equalsIgnoreCase("true")).orElse(false);
    }

    /** A whole number. */
    public OptionalLong number(String name) {
        Optional<String> value = text(name).map(String::strip).filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value.get()));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", value.get());
        }
    }

    /** {@code limit}: 100 unless given; 0 means everything. */
    public int limit() {
        return notNegative("limit", DEFAULT_LIMIT);
    }

    /** {@code offset}: 0 unless given. */
    public int offset() {
        return notNegative("offset", 0);
    }

    /** Whether {@code direction} asks for descending order; absent means what the caller says. */
    public boolean descending(boolean otherwise) {
        Optional<String> direction = text("direction").map(String::strip);
        if (direction.isEmpty()) {
            return otherwise;
        }
        return switch (direction.get().toUpperCase(Locale.ROOT)) {
            case "ASC" -> false;
            case "DESC" -> true;
            default -> throw wrong("direction", "ASC or DESC", direction.get());
        };
    }

    /** A moment: a day ({@code 2026-03-01}, its start in UTC) or a time with or without milliseconds and offset. */
    public Optional<Instant> moment(String name) {
        return text(name).map(value -> moment(name, value.strip()));
    }

    private static Instant moment(String name, String value) {
        try {
            if (value.length() == "yyyy-MM-dd".length()) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            // A plus sign that was not encoded arrives as a space.
            String time = value.replace(' ', '+');
            boolean zoned = time.endsWith("Z") || time.lastIndexOf('+') > 10 || time.lastIndexOf('-') > 10;
            return zoned
                    ? OffsetDateTime.parse(time).toInstant()
                    : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(name, "a date such as 2026-03-01 or 2026-03-01T10:00:00Z", value);
        }
    }

    private int notNegative(String name, int otherwise) {
        long number = number(name).orElse(otherwise);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "a number from 0 on", Long.toString(number));
        }
        return (int) number;
    }

    private static Refusal wrong(String name, String expected, String got) {
        return Refusal.invalid("invalid_value", "Expected " + expected + " in " + name + ", but got '" + got + "'.");
    }
}
