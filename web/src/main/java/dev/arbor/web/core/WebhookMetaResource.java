package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.EventKinds;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which events webhooks may hear of (integrator spec 4.11 and 5.1). For whoever has signed in. */
@Path(CoreApi.PATH + "/meta/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookMetaResource {

    @Inject
    private EventKinds kinds;

    @GET
    @Path("/types/space")
    public ArrayNode spaceTypes() {
        return Json.texts(kinds.types(EventKinds.Scope.SPACE));
    }

    @GET
    @Path("/types/kapp")
    public ArrayNode kappTypes() {
        return Json.texts(kinds.types(EventKinds.Scope.KAPP));
    }

    /** By type. */
    @GET
    @Path("/events/space")
    public ObjectNode spaceEvents() {
        ObjectNode events = Json.object();
        kinds.types(EventKinds.Scope.SPACE)
                .forEach(type -> events.set(type, Json.texts(kinds.events(EventKinds.Scope.SPACE, type))));
        return events;
    }

    /** One after the other: so they are described. */
    @GET
    @Path("/events/kapp")
    public ArrayNode kappEvents() {
        ArrayNode events = Json.mapper().createArrayNode();
        kinds.types(EventKinds.Scope.KAPP)
                .forEach(type -> kinds.events(EventKinds.Scope.KAPP, type).forEach(events::add));
        return events;
    }

    @GET
    @Path("/events/space/{type}")
    public JsonNode spaceEvents(@PathParam("type") String type) {
        return of(EventKinds.Scope.SPACE, type);
    }

    @GET
    @Path("/events/kapp/{type}")
    public JsonNode kappEvents(@PathParam("type") String type) {
        return of(EventKinds.Scope.KAPP, type);
    }

    private ArrayNode of(EventKinds.Scope scope, String type) {
        if (!kinds.types(scope).contains(type)) {
            throw PlatformRefusal.missing("Webhook Type", type);
        }
        return Json.texts(kinds.events(scope, type));
    }
}
