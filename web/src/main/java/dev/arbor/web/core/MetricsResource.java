package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Metrics;
import dev.arbor.platform.api.Metrics.Window;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** How many submissions there were, and when (integrator spec 4.11, Activity metrics). */
public abstract class MetricsResource {

    @Inject
    private Metrics metrics;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode find() {
        CoreQuery query = new CoreQuery(uri);
        return of(metrics, visitors.current(), new Window(query.text("days"), query.text("tz")));
    }

    /** Those of what the path names. */
    protected abstract ObjectNode of(Metrics all, Identity who, Window window);
}
