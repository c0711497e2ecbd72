package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Webhooks;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Webhooks (integrator spec 4.11): the same for the space and a kapp. */
public abstract class WebhooksResource {

    @Inject
    private Webhooks webhooks;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    /** The slug of the kapp; empty for the space. */
    protected abstract Optional<String> kapp();

    @GET
    public ObjectNode list() {
        Inclusion include = new CoreQuery(uri).include();
        return Envelope.list(
                "webhooks",
                webhooks.list(visitors.current(), kapp()).stream()
                        .map(each -> Shown.WEBHOOK.show(each, include))
                        .toList(),
                Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return saved(webhooks.create(
                visitors.current(), kapp(), body.unwrapped("webhook").json()));
    }

    @GET
    @Path("/{name}")
    public ObjectNode find(@PathParam("name") String name) {
        return one(webhooks.find(visitors.current(), kapp(), name), List.of());
    }

    @PUT
    @Path("/{name}")
    public ObjectNode update(@PathParam("name") String name, CoreBody body) {
        return saved(webhooks.update(
                visitors.current(), kapp(), name, body.unwrapped("webhook").json()));
    }

    @DELETE
    @Path("/{name}")
    public ObjectNode delete(@PathParam("name") String name) {
        return one(webhooks.delete(visitors.current(), kapp(), name), List.of());
    }

    private ObjectNode saved(Webhooks.Saved saved) {
        return one(saved.webhook(), saved.messages());
    }

    private ObjectNode one(ObjectNode webhook, List<String> messages) {
        ObjectNode json = Envelope.one("webhook", Shown.WEBHOOK.show(webhook, new CoreQuery(uri).include()));
        json.set("messages", Json.texts(messages));
        return json;
    }
}
