package dev.arbor.web.webapi;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;

/** Calls of the web APIs of a kapp. */
@Path("/app/kapps/{kapp}/webApis/{slug}")
public class KappInvocationResource extends InvocationResource {

    @PathParam("kapp")
    private String kapp;

    @Override
    protected Optional<String> kapp() {
        return Optional.of(kapp);
    }
}
