package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The files of a submission (integrator spec 4.5). They are offered to be kept, never to be shown: what somebody has
 * uploaded runs in nobody's browser.
 */
public abstract class FilesResource {

    @Inject
    private Files files;

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
        Files.Stored file = files.open(visitors.current(), id, field, index, name);
        return Response.ok(file.path().toFile(), MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Length", file.size())
                .header("ETag", '"' + file.sha256() + '"')
                .build();
    }

    /** Where the file can be had; the one who asks for it must be allowed to see the submission then too. */
    @GET
    @Path("/{field}/{index:\\d{1,6}}/{name}/url")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode url(
            @PathParam("field") String field, @PathParam("index") int index, @PathParam("name") String name) {
        files.open(visitors.current(), id, field, index, name);
        String address = uri.getRequestUri().toString();
        return Json.object().put("url", address.substring(0, address.lastIndexOf("/url")));
    }
}
