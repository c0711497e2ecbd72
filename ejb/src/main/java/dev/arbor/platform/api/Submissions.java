package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Submissions (integrator spec 4.5). Documents have all properties of a submission, the slugs of its form and kapp under
 * {@code formSlug} and {@code kappSlug}, and its {@code values} by the names of the fields; of the parts
 * {@code activities}, {@code parent}, {@code origin}, {@code children}, {@code descendants}, {@code authorization} and
 * {@code valuesRaw} those that are asked for. Everything may throw {@link PlatformRefusal}.
 */
public interface Submissions {

    /**
     * How values are saved.
     *
     * @param completed whether all pages are submitted at once
     * @param page the page that is submitted
     * @param staged whether neither values are judged nor pages advance
     */
    record Saving(boolean completed, Optional<String> page, boolean staged) {

        /** Just as the body says. */
        public static final Saving PLAIN = new Saving(false, Optional.empty(), false);
    }

    /**
     * What is searched for.
     *
     * @param form empty for all forms of the kapp
     * @param q a query; empty for all
     * @param timeline {@code createdAt}, {@code updatedAt}, {@code submittedAt} or {@code closedAt}, for start and end
     * @param start no earlier than this
     * @param end earlier than this
     * @param orderBy properties by commas; empty for the timeline
     * @param descending newest or greatest first
     * @param limit from 1 on
     * @param after where the page before ended, as that page said
     * @param count whether all that match are counted too
     */
    record Search(
            String kapp,
            Optional<String> form,
            Optional<String> q,
            Optional<String> coreState,
            Optional<String> timeline,
            Optional<String> start,
            Optional<String> end,
            Optional<String> orderBy,
            boolean descending,
            int limit,
            Optional<String> after,
            boolean count) {}

    /**
     * A page of what was found.
     *
     * @param next where the next page begins; empty at the end
     * @param messages what the one who searches should know
     */
    record Found(List<ObjectNode> submissions, Optional<String> next, OptionalLong count, List<String> messages) {}

    /**
     * One that was just made.
     *
     * @param shown what {@link #find} would give; empty when whoever made it may not see it
     */
    record Made(String id, Optional<ObjectNode> shown) {}

    /** Makes one; gives its id. */
    String create(Identity who, String kapp, String form, ObjectNode body, Saving saving);

    /** Makes one and shows it, without reading it again. */
    Made create(Identity who, String kapp, String form, ObjectNode body, Saving saving, Set<String> parts);

    /** Makes one exactly as the body says, with its times and authors; nothing is judged and nothing happens. */
    String patchNew(Identity who, String kapp, String form, ObjectNode body);

    /** One. */
    ObjectNode find(Identity who, String id, Set<String> parts);

    /** Submits a page of one. */
    void submitPage(Identity who, String id, ObjectNode body, Saving saving);

    /** Changes what the body names; values are merged field by field. */
    void update(Identity who, String id, ObjectNode body);

    /** Sets what the body names, also backwards; nothing is judged and nothing happens. */
    void patch(Identity who, String id, ObjectNode body);

    /** Deletes one with its activities and files; gives what it was. */
    ObjectNode delete(Identity who, String id);

    /** Searches. */
    Found search(Identity who, Search search, Set<String> parts);
}
