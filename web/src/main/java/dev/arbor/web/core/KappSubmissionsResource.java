package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Searches of the submissions of all forms of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/{what:submissions|submissions-search}")
@Produces(MediaType.APPLICATION_JSON)
public class KappSubmissionsResource {

    @Inject
    private SubmissionSearches searches;

    @Context
    private UriInfo uri;

    @PathParam("kapp")
    private String kapp;

    @GET
    public ObjectNode search() {
        return searches.answer(uri, kapp, Optional.empty(), CoreBody.none().json());
    }

    @POST
    public ObjectNode search(@PathParam("what") String what, CoreBody body) {
        if (!what.equals("submissions-search")) {
            throw new NotAllowedException(HttpMethod.GET);
        }
        return searches.answer(uri, kapp, Optional.empty(), body.json());
    }
}
