package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Collections;
import dev.arbor.platform.api.Collections.Kind;
import dev.arbor.platform.api.Collections.Place;
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

/**
 * Definitions of attributes, form types, categories and categorizations (integrator spec 4.7 and 4.12): the same for the
 * space and for a kapp.
 */
public abstract class CollectionsResource {

    @Inject
    private Collections collections;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @PathParam("kind")
    private String kind;

    /** The slug of the kapp; empty for the space. */
    protected abstract Optional<String> kapp();

    @GET
    public ObjectNode list() {
        List<ObjectNode> all = collections.list(visitors.current(), place());
        return Envelope.list(kind, all.stream().map(this::shown).toList(), Optional.empty());
    }

    @POST
    public ObjectNode create(CoreBody body) {
        return one(collections.create(
                visitors.current(),
                place(),
                body.unwrapped(place().kind().singular()).json()));
    }

    @GET
    @Path("/{name}")
    public ObjectNode find(@PathParam("name") String name) {
        return one(collections.find(visitors.current(), place(), name));
    }

    @PUT
    @Path("/{name}")
    public ObjectNode update(@PathParam("name") String name, CoreBody body) {
        return one(collections.update(
                visitors.current(),
                place(),
                name,
                body.unwrapped(place().kind().singular()).json()));
    }

    @DELETE
    @Path("/{name}")
    public ObjectNode delete(@PathParam("name") String name) {
        return one(collections.delete(visitors.current(), place(), name));
    }

    private Place place() {
        return new Place(Kind.of(kind).orElseThrow(), kapp());
    }

    private ObjectNode one(ObjectNode thing) {
        return Envelope.one(place().kind().singular(), shown(thing));
    }

    /** Attributes of categories are shown when they are asked for, everything else always. */
    private ObjectNode shown(ObjectNode thing) {
        Inclusion include = new CoreQuery(uri).include();
        for (String name : List.of("attributes", "attributesMap")) {
            if (thing.has(name) && !include.any(name)) {
                thing.remove(name);
            } else if (thing.has(name)) {
                include.indexes(name).ifPresent(some -> thing.set(name, Projection.only(thing.get(name), some)));
            }
        }
        return thing;
    }
}
