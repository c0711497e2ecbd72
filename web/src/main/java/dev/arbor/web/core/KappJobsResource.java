package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.BackgroundJobs;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Begins background jobs on the indexes of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/backgroundJobs")
@Produces(MediaType.APPLICATION_JSON)
public class KappJobsResource {

    @Inject
    private BackgroundJobs jobs;

    @Inject
    private Visitors visitors;

    @POST
    public ObjectNode begin(@PathParam("kapp") String kapp, CoreBody body) {
        return Envelope.one(
                "backgroundJob",
                jobs.begin(
                        visitors.current(),
                        kapp,
                        Optional.empty(),
                        body.unwrapped("backgroundJob").json()));
    }
}
