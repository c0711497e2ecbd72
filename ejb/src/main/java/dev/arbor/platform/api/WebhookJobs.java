package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What became of events that webhooks and workflows heard of (integrator spec 4.11 and 5.3). A kapp is named by its slug;
 * without one the space is meant. Everything may throw {@link PlatformRefusal}.
 */
public interface WebhookJobs {

    /**
     * Which jobs, newest first.
     *
     * @param all whether those of all kapps are meant beside those of the space
     * @param status for example {@code failed}, in any case
     * @param webhook the name of a webhook
     * @param parentType what the event happened to: Space, User, Team, Form or Submission; only with {@code parentKey}
     * @param parentKey the id of a submission, the name of a user, or the slug of something else
     * @param start ISO time; scheduled then or later
     * @param end ISO time; scheduled before
     * @param after where the page before ended; empty for the first
     */
    record Query(
            boolean all,
            Optional<String> status,
            Optional<String> webhook,
            Optional<String> parentType,
            Optional<String> parentKey,
            Optional<String> start,
            Optional<String> end,
            int limit,
            Optional<String> after) {}

    /**
     * A page of jobs.
     *
     * @param next where the next one begins; empty for the last
     */
    record Page(List<ObjectNode> jobs, Optional<String> next) {}

    /** Some jobs. */
    Page list(Identity who, Optional<String> kapp, Query query);

    /** One; the space has those of its kapps too. */
    ObjectNode find(Identity who, Optional<String> kapp, String id);

    /** Changes one: {@code {"status":"Queued"}} has a failed one tried again. */
    ObjectNode update(Identity who, Optional<String> kapp, String id, ObjectNode body);
}
