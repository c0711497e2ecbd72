package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Deliveries to webhooks of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/webhookJobs")
@Produces(MediaType.APPLICATION_JSON)
public class KappWebhookJobsResource extends WebhookJobsResource {

    @PathParam("kapp")
    private String kapp;

    @Override
    protected Optional<String> kapp() {
        return Optional.of(kapp);
    }
}
