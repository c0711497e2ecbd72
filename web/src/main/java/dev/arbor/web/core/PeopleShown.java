package dev.arbor.web.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.PeopleSearch.Found;
import dev.arbor.web.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Users and teams as they are shown, with their memberships and their space where those are asked for. */
@RequestScoped
public class PeopleShown {

    private static final List<String> ALWAYS_OF_TEAM = List.of("name", "slug");

    @Inject
    private SpaceShown space;

    /** Which parts of users must be read. */
    static PeopleParts partsOfUser(Inclusion include) {
        return new PeopleParts(
                include.names(), include.inside("memberships").inside("team").names());
    }

    /** Which parts of teams must be read. */
    static PeopleParts partsOfTeam(Inclusion include) {
        return new PeopleParts(
                include.names(), include.inside("memberships").inside("user").names());
    }

    /** Users. */
    static List<ObjectNode> users(List<ObjectNode> users, Inclusion include) {
        return users.stream().map(user -> user(user, include)).toList();
    }

    /** Users with the space where it is asked for, read once for all of them. */
    List<ObjectNode> usersInSpace(Identity who, List<ObjectNode> users, Inclusion include) {
        List<ObjectNode> shown = users(users, include);
        if (include.any("space") && !shown.isEmpty()) {
            ObjectNode json = space.nested(who, include.inside("space"));
            shown.forEach(each -> each.set("space", json));
        }
        return shown;
    }

    /** Teams. */
    static List<ObjectNode> teams(List<ObjectNode> teams, Inclusion include) {
        return teams.stream().map(team -> team(team, include)).toList();
    }

    private static ObjectNode user(ObjectNode user, Inclusion include) {
        return withMemberships(user, Shown.USER.show(user, include), "team", team -> {
            ObjectNode json = Json.object();
            ALWAYS_OF_TEAM.forEach(name -> json.set(name, team.get(name)));
            json.setAll(
                    Shown.TEAM.showNested(team, include.inside("memberships").inside("team")));
            return json;
        });
    }

    private static ObjectNode team(ObjectNode team, Inclusion include) {
        return withMemberships(
                team,
                Shown.TEAM.show(team, include),
                "user",
                user -> Shown.USER.show(user, include.inside("memberships").inside("user")));
    }

    private static ObjectNode withMemberships(
            ObjectNode document, ObjectNode shown, String side, Function<ObjectNode, ObjectNode> show) {
        JsonNode memberships = document.path("memberships");
        if (memberships.isArray()) {
            ArrayNode list = shown.putArray("memberships");
            memberships.forEach(each -> list.addObject().set(side, show.apply((ObjectNode) each.get(side))));
        }
        return shown;
    }

    /** Both sides of a membership. */
    static ObjectNode membership(ObjectNode both, Inclusion include) {
        ObjectNode json = Json.object();
        json.set("team", team((ObjectNode) both.get("team"), include.inside("team")));
        json.set("user", user((ObjectNode) both.get("user"), include.inside("user")));
        return json;
    }

    /** What a request searches for. */
    static PeopleSearch search(CoreQuery query, String path) {
        return new PeopleSearch(
                query.text("q"),
                query.orderBy(),
                query.descending(false),
                query.limit(CoreQuery.MOST),
                query.text("pageToken").map(token -> PageToken.key(token, query.question(path))));
    }

    /** A page of a search as the answer to a request. */
    static ObjectNode page(String plural, Found found, List<ObjectNode> shown, CoreQuery query, String path) {
        Optional<String> next = found.next().map(key -> PageToken.of(key, query.question(path)));
        return Envelope.list(plural, shown, next);
    }
}
