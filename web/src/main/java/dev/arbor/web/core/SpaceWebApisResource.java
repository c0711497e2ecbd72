package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Web APIs of the space. */
@Path(CoreApi.PATH + "/webApis")
@Produces(MediaType.APPLICATION_JSON)
public class SpaceWebApisResource extends WebApisResource {

    @Override
    protected Optional<String> kapp() {
        return Optional.empty();
    }
}
