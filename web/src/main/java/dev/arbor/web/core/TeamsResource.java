package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.Teams;
import dev.arbor.web.Json;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Teams (integrator spec 4.7). */
@Path(CoreApi.PATH + "/teams")
@Produces(MediaType.APPLICATION_JSON)
public class TeamsResource {

    private static final String TEAMS = "teams";

    /** What is exported of the members of a team. */
    private static final List<String> OF_MEMBER = List.of("username");

    @Inject
    private Teams teams;

    @Inject
    private Visitors visitors;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode list() {
        CoreQuery query = new CoreQuery(uri);
        boolean archived = query.flag("archived");
        Identity who = visitors.current();
        if (query.counts()) {
            return Json.object().put("count", teams.count(who, query.text("q"), archived));
        }
        Inclusion include = include(query);
        String path = archived ? "archived teams" : TEAMS;
        PeopleSearch.Found found =
                teams.list(who, PeopleShown.search(query, path), archived, PeopleShown.partsOfTeam(include));
        return PeopleShown.page(TEAMS, found, show(found.items(), include, query), query, path);
    }

    @POST
    public ObjectNode create(CoreBody body) {
        ObjectNode team = body.unwrapped("team").json();
        Optional<String> token = new CoreQuery(uri).text("restorationToken");
        Identity who = visitors.current();
        return shown(token.isPresent() ? teams.restore(who, token.get(), team) : teams.create(who, team));
    }

    @GET
    @Path("/{slug}")
    public ObjectNode find(@PathParam("slug") String slug) {
        return shown(slug);
    }

    @PUT
    @Path("/{slug}")
    public ObjectNode update(@PathParam("slug") String slug, CoreBody body) {
        return shown(
                teams.update(visitors.current(), slug, body.unwrapped("team").json()));
    }

    @DELETE
    @Path("/{slug}")
    public ObjectNode delete(@PathParam("slug") String slug) {
        ObjectNode before = shown(slug);
        ((ObjectNode) before.get("team")).put("restorationToken", teams.delete(visitors.current(), slug));
        return before;
    }

    private ObjectNode shown(String slug) {
        CoreQuery query = new CoreQuery(uri);
        Inclusion include = include(query);
        Identity who = visitors.current();
        ObjectNode team = teams.find(who, slug, PeopleShown.partsOfTeam(include));
        return Envelope.one("team", show(List.of(team), include, query).get(0));
    }

    private static Inclusion include(CoreQuery query) {
        return query.flag("export") ? Exports.everything(Shown.TEAM).with("memberships") : query.include();
    }

    private List<ObjectNode> show(List<ObjectNode> all, Inclusion include, CoreQuery query) {
        List<ObjectNode> json = PeopleShown.teams(all, include);
        if (query.flag("export")) {
            json.forEach(team -> {
                Exports.without(team).remove(List.of("authorization", "restorationToken"));
                team.path("memberships").forEach(each -> ((ObjectNode) each.get("user")).retain(OF_MEMBER));
            });
        }
        return json;
    }
}
