package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.TaskApi;

/** The operations for users, teams and memberships, called one after the other as a client would. */
final class PeopleContract {

    private static final String USER = "/users/contract%40example.com";
    private static final String ALL =
            "details,attributes,attributesMap,profileAttributes,profileAttributesMap,memberships,authorization";

    private final PublishedCoreApi published;
    private final CoreClient api;

    PeopleContract(PublishedCoreApi published, CoreClient api) {
        this.published = published;
        this.api = api;
    }

    void call() {
        api.delete(USER);
        JsonNode team = published.check(
                "POST /teams",
                api.post("/teams", "{\"name\":\"Contract::Team\",\"attributesMap\":{\"Icon\":[\"x\"]}}"));
        String slug = team.at("/team/slug").asText();
        users();
        memberships(slug);
        teams(slug);
        assertThat(published
                        .check("DELETE /users/{username}", api.delete(USER))
                        .get("user")
                        .asText())
                .isEqualTo("contract@example.com");
        assertThat(api.get(USER).json().get("error").asText())
                .isEqualTo("Unable to locate the contract@example.com User");
        JsonNode deleted = published.check("DELETE /teams/{slug}", api.delete("/teams/" + slug));
        assertThat(deleted.at("/team/restorationToken").asText()).isNotEmpty();
        assertThat(api.get("/teams/" + slug).status()).isEqualTo(404);
        me();
    }

    private void users() {
        published.check(
                "POST /users",
                api.post(
                        "/users",
                        "{\"username\":\"contract@example.com\",\"displayName\":\"Cön\",\"email\":\"c@example.com\","
                                + "\"password\":\"a long password\",\"enabled\":true,,}"));
        published.check("PUT /users/{username}", api.put(USER, "{\"timezone\":\"Europe/Berlin\"}"));
        JsonNode user = published.check("GET /users/{username}", api.get("/users/contract@example.com?include=" + ALL));
        assertThat(user.at("/user/timezone").asText()).isEqualTo("Europe/Berlin");
        assertThat(user.at("/user/authorization/Modification").asBoolean()).isTrue();
        JsonNode list = published.check(
                "GET /users",
                api.get("/users/?limit=1&include=details&q=" + TaskApi.encode("username =* \"contract@\"")));
        assertThat(list.at("/users/0/createdBy").asText()).isEqualTo("admin");
        assertThat(list.get("nextPageToken").isNull()).isTrue();
        assertThat(published
                        .check(
                                "POST /users/{username}/passwordResetToken",
                                api.post(USER + "/passwordResetToken", "{\"expiresIn\":{\"hours\":1}}"))
                        .get("token")
                        .asText())
                .isNotEmpty();
    }

    private void memberships(String slug) {
        String body = "{\"team\":{\"name\":\"Contract::Team\"},\"user\":{\"username\":\"contract@example.com\"}}";
        JsonNode made = published.check("POST /memberships", api.post("/memberships", body));
        assertThat(made.at("/membership/team/slug").asText()).isEqualTo(slug);
        assertThat(made.at("/membership/user/username").asText()).isEqualTo("contract@example.com");
        assertThat(api.post("/memberships", body).text()).isEqualTo(made.toString());
        published.check("DELETE /memberships/{slug}", api.delete("/memberships/" + slug + "_contract%40example.com"));
        api.post("/memberships", body).ok();
    }

    private void teams(String slug) {
        published.check("PUT /teams/{slug}", api.put("/teams/" + slug, "{\"description\":\"d\"}"));
        JsonNode team = published.check(
                "GET /teams/{slug}",
                api.get("/teams/" + slug + "?include=details,attributesMap,memberships.user.attributesMap"));
        assertThat(team.at("/team/memberships/0/user/username").asText()).isEqualTo("contract@example.com");
        assertThat(team.at("/team/attributesMap/Icon/0").asText()).isEqualTo("x");
        published.check("GET /teams", api.get("/teams?q=" + TaskApi.encode("parentName = \"Contract\"")));
        JsonNode export = api.get("/teams/" + slug + "?export=true").ok().get("team");
        assertThat(export.has("createdAt")).isFalse();
        assertThat(export.at("/memberships/0/user").toString()).isEqualTo("{\"username\":\"contract@example.com\"}");
        JsonNode space = api.get("/space?include=teams.memberships,users.attributesMap")
                .ok()
                .get("space");
        assertThat(space.get("teams").findValuesAsText("username")).contains("contract@example.com");
        assertThat(space.get("users").findValuesAsText("username")).contains("admin", "contract@example.com");
    }

    private void me() {
        published.check("PUT /me", api.put("/me", "{\"preferredLocale\":\"en_US\"}"));
        JsonNode me = published.check("GET /me", api.get("/me?include=" + ALL + ",space,space.kapps"));
        assertThat(me.get("username").asText()).isEqualTo("admin");
        assertThat(me.get("preferredLocale").asText()).isEqualTo("en_US");
        assertThat(me.at("/space/kapps").isArray()).isTrue();
    }
}
