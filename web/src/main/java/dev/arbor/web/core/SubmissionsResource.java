package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Submissions;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** One submission (integrator spec 4.5). */
@Path(CoreApi.PATH + "/submissions/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionsResource {

    @Inject
    private Submissions submissions;

    @Inject
    private SubmissionAnswers answers;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("id")
    private String id;

    @GET
    public ObjectNode find() {
        return answers.one(uri, id);
    }

    @POST
    public ObjectNode submitPage(CoreBody body) {
        submissions.submitPage(
                visitors.current(), id, body.unwrapped("submission").json(), SubmissionAnswers.saving(uri));
        return answers.changed(uri, id);
    }

    @PUT
    public ObjectNode update(CoreBody body) {
        submissions.update(visitors.current(), id, body.unwrapped("submission").json());
        return answers.changed(uri, id);
    }

    @PATCH
    public ObjectNode patch(CoreBody body) {
        submissions.patch(visitors.current(), id, body.unwrapped("submission").json());
        return answers.changed(uri, id);
    }

    @DELETE
    public ObjectNode delete() {
        return answers.gone(uri, submissions.delete(visitors.current(), id));
    }
}
