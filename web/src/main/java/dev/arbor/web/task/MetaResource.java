package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.ErrorActions;
import dev.arbor.web.Json;
import dev.arbor.web.TaskPrefix;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What clients may choose from (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/meta")
@Produces(MediaType.APPLICATION_JSON)
public class MetaResource {

    private static final List<String> WITHOUT_PROPERTIES = List.of("Adhoc", "Kinetic Discussions", "Kinetic Task");

    @GET
    @Path("/availableErrorActions")
    public ObjectNode errorActions() {
        ObjectNode reply = Json.object();
        reply.set("availableErrorActions", Json.value(ErrorActions.byType()));
        return reply;
    }

    @GET
    @Path("/sourceAdapters")
    public ObjectNode sourceAdapters() {
        ObjectNode reply = Json.object();
        reply.set(
                "sourceAdapters",
                Json.array(WITHOUT_PROPERTIES, name -> adapter(name, List.of()))
                        .add(adapter(
                                "Kinetic Request CE",
                                List.of(
                                        property("Space Slug", "The slug of the space", true, false),
                                        property("Web Server", "The address of the platform", true, false),
                                        property("Proxy Username", "The user name at the platform", false, false),
                                        property("Proxy Password", "The password at the platform", false, true)))));
        return reply;
    }

    private static ObjectNode adapter(String name, List<ObjectNode> properties) {
        ObjectNode adapter = Json.object().put("name", name);
        adapter.set("properties", Json.array(properties, property -> property));
        return adapter;
    }

    private static ObjectNode property(String name, String description, boolean required, boolean sensitive) {
        return Json.object()
                .put("name", name)
                .put("label", name)
                .put("description", description)
                .put("required", required)
                .put("sensitive", sensitive);
    }
}
