package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions;
import dev.arbor.platform.api.Submissions.Saving;
import dev.arbor.web.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** The answers that have one submission in them; its values too, unless the client says what it wants. */
@RequestScoped
public class SubmissionAnswers {

    private static final Set<Integer> NOT_SHOWN =
            Set.of(Response.Status.FORBIDDEN.getStatusCode(), Response.Status.UNAUTHORIZED.getStatusCode());

    @Inject
    private Submissions submissions;

    @Inject
    private SubmissionsShown shown;

    @Inject
    private Visitors visitors;

    /** How the query parameters want values to be saved. */
    static Saving saving(UriInfo uri) {
        CoreQuery query = new CoreQuery(uri);
        return new Saving(query.flag("completed"), query.text("page"), query.flag("staged"));
    }

    /** A submission that was made or changed. Whoever did may not be allowed to see it, and is told its id then. */
    ObjectNode changed(UriInfo uri, String id) {
        try {
            return one(uri, id);
        } catch (PlatformRefusal e) {
            if (!NOT_SHOWN.contains(e.status())) {
                throw e;
            }
            return Envelope.one("submission", Json.object().put("id", id));
        }
    }

    /** Makes a submission. Whoever makes it may not be allowed to see it, and is told its id then. */
    ObjectNode made(UriInfo uri, String kapp, String form, ObjectNode body) {
        Inclusion include = include(uri);
        Identity who = visitors.current();
        Submissions.Made made = submissions.create(who, kapp, form, body, saving(uri), SubmissionsShown.parts(include));
        return made.shown()
                .map(submission -> one(who, submission, include))
                .orElseGet(() -> Envelope.one("submission", Json.object().put("id", made.id())));
    }

    /** A submission. */
    ObjectNode one(UriInfo uri, String id) {
        Inclusion include = include(uri);
        return one(
                visitors.current(), submissions.find(visitors.current(), id, SubmissionsShown.parts(include)), include);
    }

    /** A submission that is no more. */
    ObjectNode gone(UriInfo uri, ObjectNode submission) {
        return one(visitors.current(), submission, include(uri));
    }

    private static Inclusion include(UriInfo uri) {
        Inclusion include = new CoreQuery(uri).include();
        return include.names().isEmpty() ? include.with("values") : include;
    }

    private ObjectNode one(Identity who, ObjectNode submission, Inclusion include) {
        return Envelope.one(
                "submission", shown.show(who, List.of(submission), include).get(0));
    }
}
