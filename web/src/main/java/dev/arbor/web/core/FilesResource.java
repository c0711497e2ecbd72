package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.FileLinks;
import dev.arbor.platform.api.Files;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;

/** The files of a submission (integrator spec 4.5). */
public abstract class FilesResource {

    @Inject
    private Files files;

    @Inject
    private FileLinks links;

    @Inject
    private MultipartBodies multipart;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("id")
    private String id;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode upload(List<EntityPart> parts) throws IOException {
        return multipart.uploads(
                parts, (name, type, content) -> files.upload(visitors.current(), id, name, type, content));
    }

    @GET
    @Path("/{field}/{index:\\d{1,6}}/{name}")
    public Response download(
            @PathParam("field") String field, @PathParam("index") int index, @PathParam("name") String name) {
        return Downloads.of(files.open(visitors.current(), id, field, index, name));
    }

    /** Where the file can be had for a few seconds, by whoever has the address. */
    @GET
    @Path("/{field}/{index:\\d{1,6}}/{name}/url")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode url(
            @PathParam("field") String field, @PathParam("index") int index, @PathParam("name") String name) {
        String ticket = links.ticket(visitors.current(), id, field, index, name);
        return Json.object()
                .put(
                        "url",
                        uri.getBaseUriBuilder()
                                .path(FileLinksResource.class)
                                .build(ticket, name)
                                .toString());
    }
}
