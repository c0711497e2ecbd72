package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Agents;
import dev.arbor.web.Json;
import dev.arbor.web.security.SpaceAdmins;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** What installers tell a space of its parts (integrator spec 4.12, outside the published document). */
@Path(CoreApi.PATH + "/platformComponents")
@Produces(MediaType.APPLICATION_JSON)
@SpaceAdmins
public class PlatformComponentsResource {

    /** Where the Task component is: here. */
    private static final String TASK = "/app/components/task";

    private static final String TASK_IS_HERE =
            "The Task component is a part of this server; another address and its secret are not used.";

    @Inject
    private Agents agents;

    @Inject
    private Visitors visitors;

    @GET
    @Path("/task")
    public ObjectNode task() {
        return Envelope.one("task", Json.object().put("url", TASK));
    }

    /** Installers that bring several servers together tell where it is; that changes nothing, and the answer says so. */
    @PUT
    @Path("/task")
    public ObjectNode updateTask(CoreBody body) {
        ObjectNode answer = task();
        answer.set("messages", Json.texts(body.json().isEmpty() ? List.of() : List.of(TASK_IS_HERE)));
        return answer;
    }

    @GET
    @Path("/agents")
    public ObjectNode agents() {
        return Envelope.list("agents", agents.list(visitors.current()), Optional.empty());
    }

    @POST
    @Path("/agents")
    public ObjectNode create(CoreBody body) {
        return Envelope.one(
                "agent",
                agents.create(visitors.current(), body.unwrapped("agent").json()));
    }

    @GET
    @Path("/agents/{slug}")
    public ObjectNode find(@PathParam("slug") String slug) {
        return Envelope.one("agent", agents.find(visitors.current(), slug));
    }

    @PUT
    @Path("/agents/{slug}")
    public ObjectNode update(@PathParam("slug") String slug, CoreBody body) {
        return Envelope.one(
                "agent",
                agents.update(visitors.current(), slug, body.unwrapped("agent").json()));
    }

    @DELETE
    @Path("/agents/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        return Envelope.one("agent", agents.delete(visitors.current(), slug));
    }
}
