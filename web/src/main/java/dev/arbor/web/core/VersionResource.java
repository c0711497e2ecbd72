package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The version of the API, as clients compare it, and of the product (integrator spec 4.2). */
@Path(CoreApi.PATH + "/version")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    /** Clients find out by it what they may call; Arbor's own version would tell them wrong. */
    private static final String API_LEVEL = "6.1.7";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z").withZone(ZoneOffset.UTC);

    @Inject
    private Surroundings surroundings;

    @GET
    public ObjectNode version() {
        Surroundings.Build build = surroundings.build();
        Instant builtAt = Instant.parse(build.builtAt());
        return Envelope.one(
                "version",
                Json.object()
                        .put("buildDate", DATE.format(builtAt))
                        .put("buildNumber", build.arbor())
                        .put("product", "Arbor " + build.arbor())
                        .put("timestamp", Long.toString(builtAt.toEpochMilli()))
                        .put("version", API_LEVEL));
    }
}
