package dev.arbor.engine.api;

import java.util.Map;

/** What the engine runs on, for people who look for a cause (engine spec 5.9, environment and version). */
public interface Surroundings {

    /**
     * Which build this is.
     *
     * @param arbor Arbor's own version
     * @param builtAt when it was built, ISO-8601
     */
    record Build(String arbor, String builtAt) {}

    /** Which build this is. */
    Build build();

    /** How the database is connected to, by the names of Hibernate's properties; no password is among them. */
    Map<String, String> database();

    /** Section label to label to text, in the order of the spec; no secret is among them. */
    Map<String, Map<String, String>> sections();
}
