package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Metrics;
import dev.arbor.platform.api.Metrics.Window;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Submissions of the space. */
@Path(CoreApi.PATH + "/activity")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceMetricsResource extends MetricsResource {

    @Override
    protected ObjectNode of(Metrics all, Identity who, Window window) {
        return all.ofSpace(who, window);
    }
}
