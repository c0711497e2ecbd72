package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.WebhookJobs;
import dev.arbor.platform.api.WebhookJobs.Page;
import dev.arbor.platform.api.WebhookJobs.Query;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deliveries to webhooks (integrator spec 4.11): the same for the space and a kapp. */
public abstract class WebhookJobsResource {

    private static final int DEFAULT_LIMIT = 25;

    @Inject
    private WebhookJobs jobs;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    /** The slug of the kapp; empty for the space. */
    protected abstract Optional<String> kapp();

    @GET
    public ObjectNode list() {
        CoreQuery query = new CoreQuery(uri);
        String question = question(query);
        Page page = jobs.list(
                visitors.current(),
                kapp(),
                new Query(
                        query.flag("all"),
                        query.text("status"),
                        query.text("webhook"),
                        query.text("parentType"),
                        query.text("parentKey"),
                        query.text("start"),
                        query.text("end"),
                        query.limit(DEFAULT_LIMIT),
                        query.text("pageToken").map(token -> PageToken.key(token, question))));
        return Envelope.list("webhookJobs", page.jobs(), page.next().map(key -> PageToken.of(key, question)));
    }

    /** Everything that decides which jobs there are; not how many of them are on a page. */
    private String question(CoreQuery query) {
        return Stream.concat(
                        Stream.of("webhookJobs", kapp().orElse("")),
                        Stream.of("all", "status", "webhook", "parentType", "parentKey", "start", "end")
                                .map(name -> query.text(name).orElse("")))
                .collect(Collectors.joining("\u0000"));
    }

    @GET
    @Path("/{id}")
    public ObjectNode find(@PathParam("id") String id) {
        return Envelope.one("webhookJob", jobs.find(visitors.current(), kapp(), id));
    }

    @PUT
    @Path("/{id}")
    public ObjectNode update(@PathParam("id") String id, CoreBody body) {
        return Envelope.one(
                "webhookJob",
                jobs.update(
                        visitors.current(),
                        kapp(),
                        id,
                        body.unwrapped("webhookJob").json()));
    }
}
