package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.platform.api.Files;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;

/** Takes files for a submission of a form that is still to be made; it names them by what this answers. */
@Path("/{kapp}/{form}/files")
public class UploadsResource {

    @Inject
    private Files files;

    @Inject
    private MultipartBodies multipart;

    @Inject
    private Visitors visitors;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode upload(@PathParam("kapp") String kapp, @PathParam("form") String form, List<EntityPart> parts)
            throws IOException {
        return multipart.uploads(
                parts, (name, type, content) -> files.upload(visitors.current(), kapp, form, name, type, content));
    }
}
