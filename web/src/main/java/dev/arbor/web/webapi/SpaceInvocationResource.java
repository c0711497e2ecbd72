package dev.arbor.web.webapi;

import jakarta.ws.rs.Path;
import java.util.Optional;

/** Calls of the web APIs of the space. */
@Path("/app/webApis/{slug}")
public class SpaceInvocationResource extends InvocationResource {

    @Override
    protected Optional<String> kapp() {
        return Optional.empty();
    }
}
