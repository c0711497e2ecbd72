package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The collections of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/{kind:kappAttributeDefinitions|formAttributeDefinitions"
        + "|categoryAttributeDefinitions|formTypes|categories|categorizations"
        + "|securityPolicyDefinitions}")
@Produces(MediaType.APPLICATION_JSON)
public class KappCollectionsResource extends CollectionsResource {

    @PathParam("kapp")
    private String kapp;

    @Override
    protected Optional<String> kapp() {
        return Optional.of(kapp);
    }
}
