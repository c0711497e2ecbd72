package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.ErrorActions;
import dev.arbor.engine.api.Sources;
import dev.arbor.web.Json;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What clients may choose from (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/meta")
@Produces(MediaType.APPLICATION_JSON)
public class MetaResource {

    @Inject
    private Sources sources;

    @GET
    @Path("/availableErrorActions")
    public ObjectNode errorActions() {
        ObjectNode reply = Json.object();
        reply.set("availableErrorActions", Json.value(ErrorActions.byType()));
        return reply;
    }

    /** Lists what sources can be of, and what each is given. */
    @GET
    @Path("/sourceAdapters")
    public ObjectNode sourceAdapters() {
        ObjectNode reply = Json.object();
        reply.set("sourceAdapters", Json.array(sources.adapters(), adapter -> {
            ObjectNode json = Json.object().put("name", adapter.name());
            json.set("properties", Json.array(adapter.properties(), MetaResource::property));
            return json;
        }));
        return reply;
    }

    /** None is required: what is not given is this server's own. */
    private static ObjectNode property(Sources.PropertyView property) {
        return Json.object()
                .put("name", property.name())
                .put("label", property.name())
                .put("description", property.description())
                .put("required", false)
                .put("sensitive", property.sensitive());
    }
}
