package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The collections of the space. */
@Path(CoreApi.PATH + "/{kind:spaceAttributeDefinitions|userAttributeDefinitions|userProfileAttributeDefinitions"
        + "|teamAttributeDefinitions|securityPolicyDefinitions}")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceCollectionsResource extends CollectionsResource {

    @Override
    protected Optional<String> kapp() {
        return Optional.empty();
    }
}
