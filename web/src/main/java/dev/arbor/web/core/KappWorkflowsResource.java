package dev.arbor.web.core;

import dev.arbor.platform.api.Workflows.Scope;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Workflows of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/workflows")
@Produces(MediaType.APPLICATION_JSON)
public class KappWorkflowsResource extends WorkflowsResource {

    @PathParam("kapp")
    private String kapp;

    @Override
    protected Scope scope() {
        return new Scope(Optional.of(kapp), Optional.empty());
    }
}
