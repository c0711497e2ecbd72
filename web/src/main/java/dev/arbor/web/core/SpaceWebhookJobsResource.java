package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Deliveries to webhooks of the space, and to those of its kapps for whoever wants {@code all}. */
@Path(CoreApi.PATH + "/webhookJobs")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceWebhookJobsResource extends WebhookJobsResource {

    @Override
    protected Optional<String> kapp() {
        return Optional.empty();
    }
}
