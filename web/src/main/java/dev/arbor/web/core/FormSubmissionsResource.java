package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.BackgroundJobs;
import dev.arbor.platform.api.Submissions;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.PATCH;
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
import java.util.Optional;

/** Submissions of a form: made, taken in and searched (integrator spec 4.5). */
@Path(CoreApi.PATH
        + "/kapps/{kapp}/forms/{form}/{what:submissions|submissions-search|submissions-multipart|backgroundJobs}")
@Produces(MediaType.APPLICATION_JSON)
public class FormSubmissionsResource {

    @Inject
    private Submissions submissions;

    @Inject
    private SubmissionSearches searches;

    @Inject
    private SubmissionAnswers answers;

    @Inject
    private MultipartBodies multipart;

    @Inject
    private BackgroundJobs jobs;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("kapp")
    private String kapp;

    @PathParam("form")
    private String form;

    @PathParam("what")
    private String what;

    @GET
    public ObjectNode search() {
        if (!what.startsWith("submissions")) {
            throw new NotAllowedException(HttpMethod.POST);
        }
        return searches.answer(uri, kapp, Optional.of(form), CoreBody.none().json());
    }

    @POST
    public ObjectNode post(CoreBody body) {
        return switch (what) {
            case "submissions-search" -> searches.answer(uri, kapp, Optional.of(form), body.json());
            case "backgroundJobs" ->
                Envelope.one(
                        "backgroundJob",
                        jobs.begin(
                                visitors.current(),
                                kapp,
                                Optional.of(form),
                                body.unwrapped("backgroundJob").json()));
            default -> create(body);
        };
    }

    /** The submission is in the part {@code _submission}, files are in parts that are named after their fields. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode post(List<EntityPart> parts) throws IOException {
        return create(multipart.read(parts, (name, type, content) -> multipart
                .files()
                .upload(visitors.current(), kapp, form, name, type, content)));
    }

    private ObjectNode create(CoreBody body) {
        return answers.made(uri, kapp, form, body.unwrapped("submission").json());
    }

    @PATCH
    public ObjectNode takeIn(CoreBody body) {
        return answers.changed(
                uri,
                submissions.patchNew(
                        visitors.current(),
                        kapp,
                        form,
                        body.unwrapped("submission").json()));
    }
}
