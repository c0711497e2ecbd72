package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Workflows;
import dev.arbor.platform.api.Workflows.Scope;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Workflows (integrator spec 4.8): the same for the space, a kapp and a form. */
public abstract class WorkflowsResource {

    @Inject
    private Workflows workflows;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    /** What they are registered for. */
    protected abstract Scope scope();

    @GET
    public ObjectNode list() {
        return workflows.list(visitors.current(), scope());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        boolean force = new CoreQuery(uri).flag("force");
        return workflows.create(
                visitors.current(), scope(), body.unwrapped("workflow").json(), force);
    }

    @POST
    @Path("/repair")
    public ObjectNode repair() {
        return Json.object().put("message", workflows.repair(visitors.current(), scope()));
    }

    @GET
    @Path("/{id}")
    public ObjectNode find(@PathParam("id") String id) {
        return workflows.find(visitors.current(), scope(), id);
    }

    @PUT
    @Path("/{id}")
    public ObjectNode update(@PathParam("id") String id, CoreBody body) {
        return workflows.update(
                visitors.current(), scope(), id, body.unwrapped("workflow").json());
    }

    @DELETE
    @Path("/{id}")
    public ObjectNode delete(@PathParam("id") String id) {
        return Envelope.one("workflow", workflows.delete(visitors.current(), scope(), id));
    }
}
