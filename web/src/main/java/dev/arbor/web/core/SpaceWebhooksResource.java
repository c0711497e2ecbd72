package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Webhooks of the space. */
@Path(CoreApi.PATH + "/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceWebhooksResource extends WebhooksResource {

    @Override
    protected Optional<String> kapp() {
        return Optional.empty();
    }
}
