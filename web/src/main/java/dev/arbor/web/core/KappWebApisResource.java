package dev.arbor.web.core;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Web APIs of a kapp. */
@Path(CoreApi.PATH + "/kapps/{kapp}/webApis")
@Produces(MediaType.APPLICATION_JSON)
public class KappWebApisResource extends WebApisResource {

    @PathParam("kapp")
    private String kapp;

    @Override
    protected Optional<String> kapp() {
        return Optional.of(kapp);
    }
}
