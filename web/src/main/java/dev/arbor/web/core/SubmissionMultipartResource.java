package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Submissions;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;

/** Submits a page of a submission together with its files. */
@Path(CoreApi.PATH + "/submissions-multipart/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionMultipartResource {

    @Inject
    private Submissions submissions;

    @Inject
    private SubmissionAnswers answers;

    @Inject
    private MultipartBodies multipart;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode submitPage(@PathParam("id") String id, List<EntityPart> parts) throws IOException {
        CoreBody body = multipart.read(
                parts, (name, type, content) -> multipart.files().upload(visitors.current(), id, name, type, content));
        submissions.submitPage(visitors.current(), id, body.json(), SubmissionAnswers.saving(uri));
        return answers.changed(uri, id);
    }
}
