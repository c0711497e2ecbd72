package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.IntegrationCalls;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * Calls of integrations of kapps and forms (integrator spec 4.10). Bodies are parameters by their names, of any content
 * type, and answers are the outputs by themselves.
 */
@Path(CoreApi.PATH + "/integrations/kapps/{kapp}")
@Produces(MediaType.APPLICATION_JSON)
public class IntegrationCallsResource {

    @Inject
    private IntegrationCalls calls;

    @Inject
    private Visitors visitors;

    @PathParam("kapp")
    private String kapp;

    @POST
    @Path("/{name}")
    public ObjectNode ofKapp(@PathParam("name") String name, CoreBody parameters) {
        return calls.perform(visitors.current(), kapp, Optional.empty(), name, parameters.json());
    }

    @POST
    @Path("/forms/{form}/{name}")
    public ObjectNode ofForm(@PathParam("form") String form, @PathParam("name") String name, CoreBody parameters) {
        return calls.perform(visitors.current(), kapp, Optional.of(form), name, parameters.json());
    }
}
