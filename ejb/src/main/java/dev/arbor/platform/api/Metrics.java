package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How many submissions there were, and when (integrator spec 4.11, Activity metrics). Everything may throw
 * {@link PlatformRefusal}.
 */
public interface Metrics {

    /**
     * Which days.
     *
     * @param days how many, up to today; 30 unless told, 366 at most
     * @param tz the time zone that they are days of; that of the space unless told
     */
    record Window(Optional<String> days, Optional<String> tz) {}

    /** By kapp. */
    ObjectNode ofSpace(Identity who, Window window);

    /** By form, and by type of form. */
    ObjectNode ofKapp(Identity who, String kapp, Window window);

    /** By day alone. */
    ObjectNode ofForm(Identity who, String kapp, String form, Window window);
}
