package dev.arbor.web.core;

import dev.arbor.platform.api.Workflows.Scope;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Workflows of the space; by their ids also those of kapps and forms. */
@Path(CoreApi.PATH + "/workflows")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceWorkflowsResource extends WorkflowsResource {

    @Override
    protected Scope scope() {
        return Scope.SPACE;
    }
}
