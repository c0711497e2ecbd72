package dev.arbor.engine.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Settings that are durations. */
public final class Durations {

    private Durations() {}

    /**
     * A duration from its text: ISO, or a number of seconds.
     *
     * @param name of the setting
     * @throws IllegalArgumentException naming it, when the text is neither
     */
    public static Duration of(String name, String text) {
        try {
            return text.strip().matches("\\d+")
                    ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.parse(text.strip());
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException invalid) {
            throw new IllegalArgumentException(
                    "Expected " + name + " to be a duration such as PT10S or a number of seconds, but got '" + text
                            + "'.",
                    invalid);
        }
    }
}
