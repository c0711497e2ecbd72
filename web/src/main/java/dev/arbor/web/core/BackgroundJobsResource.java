package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.BackgroundJobs;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The background jobs of the space (integrator spec 4.3, Index jobs). */
@Path(CoreApi.PATH + "/backgroundJobs")
@Produces(MediaType.APPLICATION_JSON)
public class BackgroundJobsResource {

    @Inject
    private BackgroundJobs jobs;

    @Inject
    private Visitors visitors;

    @GET
    public ObjectNode list() {
        return Envelope.list("backgroundJobs", jobs.list(visitors.current()), Optional.empty());
    }
}
