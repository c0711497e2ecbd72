package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Activities;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The activities of a submission (integrator spec 4.6). One of them is under both names that clients look for. */
@Path(CoreApi.PATH + "/submissions/{submission}/activities")
@Produces(MediaType.APPLICATION_JSON)
public class ActivitiesResource {

    @Inject
    private Activities activities;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("submission")
    private String submission;

    @GET
    public ObjectNode list() {
        Inclusion include = new CoreQuery(uri).include();
        return Envelope.list(
                "activities",
                activities.list(visitors.current(), submission).stream()
                        .map(each -> Shown.ACTIVITY.show(each, include))
                        .toList(),
                Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return one(activities.create(visitors.current(), submission, activity(body)));
    }

    @GET
    @Path("/{id}")
    public ObjectNode find(@PathParam("id") String id) {
        return one(activities.find(visitors.current(), submission, id));
    }

    @PUT
    @Path("/{id}")
    public ObjectNode update(@PathParam("id") String id, CoreBody body) {
        return one(activities.update(visitors.current(), submission, id, activity(body)));
    }

    @DELETE
    @Path("/{id}")
    public ObjectNode delete(@PathParam("id") String id) {
        return one(activities.delete(visitors.current(), submission, id));
    }

    private static ObjectNode activity(CoreBody body) {
        return body.unwrapped("activity").unwrapped("submissionActivity").json();
    }

    private ObjectNode one(ObjectNode activity) {
        ObjectNode shown = Shown.ACTIVITY.show(activity, new CoreQuery(uri).include());
        ObjectNode json = Json.object();
        json.set("activity", shown);
        json.set("submissionActivity", shown);
        return json;
    }
}
