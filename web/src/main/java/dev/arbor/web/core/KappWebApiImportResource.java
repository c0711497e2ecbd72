package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.WebApis;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Takes in web APIs of a kapp (integrator spec 4.9). */
@Path(CoreApi.PATH + "/kapps/{kapp}/webApiImport")
@Produces(MediaType.APPLICATION_JSON)
public class KappWebApiImportResource {

    @Inject
    private WebApis webApis;

    @Inject
    private Visitors visitors;

    @POST
    public ObjectNode importOne(@PathParam("kapp") String kapp, @QueryParam("force") boolean force, CoreBody body) {
        return Envelope.one(
                "webApi",
                webApis.importOne(
                        visitors.current(),
                        Optional.of(kapp),
                        body.unwrapped("webApi").json(),
                        force));
    }
}
