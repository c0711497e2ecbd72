package dev.arbor.engine.inspection;

import java.util.Locale;

/** The words of columns and the words that the API shows for them (engine spec 1.5 to 1.8). */
final class StoredWord {

    private static final String WIP = "WIP";
    private static final String WORK_IN_PROGRESS = "Work In Progress";

    private StoredWord() {}

    /** The word shown for a stored one: {@code WIP} is Work In Progress, {@code CLOSED} is Closed. */
    static String shown(String stored) {
        return WIP.equals(stored)
                ? WORK_IN_PROGRESS
                : stored.substring(0, 1) + stored.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The stored word for one that somebody asks for, in any case; for a word nobody knows, one that no row has. */
    static String stored(String shown) {
        return WORK_IN_PROGRESS.equalsIgnoreCase(shown) ? WIP : shown.toUpperCase(Locale.ROOT);
    }
}
