package dev.arbor.platform;

import static dev.arbor.platform.CoreClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users, teams and memberships over HTTP: who signs in, who sees what, and which workflows hear of it. */
class PeopleIT {

    private static final String PASSWORD = "a long password";

    private static TaskApi api;
    private static CoreClient core;
    private final List<String> made = new ArrayList<>();

    @BeforeAll
    static void open() {
        api = new TaskApi(CommonServer.get());
        core = new CoreClient(api);
    }

    @AfterEach
    void remove() {
        made.forEach(path -> core.send("DELETE", path, null));
    }

    private void user(String username, ObjectNode more) {
        made.add("/users/" + TaskApi.encode(username));
        ObjectNode body =
                object().put("username", username).put("password", PASSWORD).put("enabled", true);
        body.setAll(more);
        core.post("/users", body);
    }

    private String team(String name) {
        String slug =
                core.post("/teams", object().put("name", name)).at("/team/slug").asText();
        made.add("/teams/" + slug);
        return slug;
    }

    private static ObjectNode membership(String team, String username) {
        ObjectNode body = object();
        body.putObject("team").put("name", team);
        body.putObject("user").put("username", username);
        return body;
    }

    private static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer as(String authorization, String method, String path, ObjectNode body) {
        return core.send(method, path, body, "Authorization", authorization);
    }

    private static String token(String username, String password) {
        String location = api.send(
                        "POST",
                        "//app/oauth/authorize?grant_type=implicit&response_type=token&client_id=system",
                        BodyPublishers.noBody(),
                        "Authorization",
                        basic(username, password))
                .header("location")
                .orElseThrow();
        return "Bearer " + location.replaceAll(".*access_token=([^&]*)&.*", "$1");
    }

    @Test
    void whoeverIsMadeSignsInAndIsTheirOwn() {
        user("p.jane@example.com", object().put("displayName", "Jäne"));
        String jane = basic("p.jane@example.com", PASSWORD);

        JsonNode me = as(jane, "GET", "/me?include=memberships,profileAttributesMap,space", null)
                .ok();
        assertThat(me.get("displayName").asText()).isEqualTo("Jäne");
        assertThat(me.get("spaceAdmin").asBoolean()).isFalse();
        assertThat(me.at("/space/slug").asText()).isEqualTo("arbor");
        ObjectNode change = object().put("displayName", "J");
        change.putObject("profileAttributesMap").putArray("Phone").add("1");
        JsonNode changed =
                as(jane, "PUT", "/me?include=profileAttributesMap", change).ok();
        assertThat(changed.at("/profileAttributesMap/Phone/0").asText()).isEqualTo("1");

        assertThat(as(jane, "PUT", "/me", object().put("spaceAdmin", true)).status())
                .isEqualTo(403);
        assertThat(as(jane, "GET", "/users", null).status()).isEqualTo(403);
        assertThat(as(jane, "GET", "/users/admin", null).status()).isEqualTo(403);
        assertThat(as(jane, "GET", "/users/p.jane%40example.com", null).status())
                .isEqualTo(200);
        assertThat(as(jane, "GET", "/space?include=users", null).status()).isEqualTo(403);
        assertThat(as(jane, "GET", "/teams", null).status()).isEqualTo(200);
        assertThat(as("", "GET", "/me", null).status()).isEqualTo(401);
    }

    @Test
    void whatEndsAnAccountEndsItsTokens() {
        user("p.ben", object());
        String token = token("p.ben", PASSWORD);
        assertThat(as(token, "GET", "/me", null).status()).isEqualTo(200);

        core.put("/users/p.ben", object().put("enabled", false));
        assertThat(as(token, "GET", "/me", null).status()).isEqualTo(401);
        assertThat(as(basic("p.ben", PASSWORD), "GET", "/me", null).status()).isEqualTo(401);
        core.put("/users/p.ben", object().put("enabled", true));
        assertThat(as(token, "GET", "/me", null).status()).isEqualTo(200);

        made.add("/users/p.benjamin");
        core.put("/users/p.ben", object().put("username", "p.benjamin"));
        assertThat(as(token, "GET", "/me", null).status()).isEqualTo(401);
        assertThat(as(basic("p.benjamin", PASSWORD), "GET", "/me", null).status())
                .isEqualTo(200);
        assertThat(core.send("DELETE", "/users/p.benjamin", null).ok().toString())
                .isEqualTo("{\"user\":\"p.benjamin\"}");
        assertThat(as(basic("p.benjamin", PASSWORD), "GET", "/me", null).status())
                .isEqualTo(401);
    }

    @Test
    void aTokenSetsANewPassword() {
        user("p.carl", object());
        String token = core.post("/users/p.carl/passwordResetToken", object())
                .get("token")
                .asText();
        String path = "//app/reset-password/token";

        Answer set = api.send(
                "POST",
                path,
                BodyPublishers.ofString(object().put("token", token)
                        .put("password", "another password")
                        .toString()),
                "Authorization",
                "");

        assertThat(set.ok().get("username").asText()).isEqualTo("p.carl");
        assertThat(as(basic("p.carl", PASSWORD), "GET", "/me", null).status()).isEqualTo(401);
        assertThat(as(basic("p.carl", "another password"), "GET", "/me", null).status())
                .isEqualTo(200);
        for (String body : List.of(
                object().put("token", token).put("password", "another password").toString(),
                object().put("token", "x").toString(),
                "[]",
                object().put("token", token)
                        .put("password", "another password")
                        .put("passwordConfirmation", "x")
                        .toString())) {
            Answer refused = api.send("POST", path, BodyPublishers.ofString(body), "Authorization", "");
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.text()).doesNotContain(token, "another password");
        }
    }

    @Test
    void pagesOfUsersGoOn() {
        for (int i = 0; i < 5; i++) {
            user("p.page" + i, object());
        }
        String query = "/users?limit=2&q=" + TaskApi.encode("username =* \"p.page\"");
        List<String> seen = new ArrayList<>();
        JsonNode page = core.get(query);
        while (true) {
            page.get("users").forEach(each -> seen.add(each.get("username").asText()));
            if (page.get("nextPageToken").isNull()) {
                break;
            }
            page = core.get(query + "&pageToken="
                    + TaskApi.encode(page.get("nextPageToken").asText()));
        }

        assertThat(seen).containsExactly("p.page0", "p.page1", "p.page2", "p.page3", "p.page4");
        assertThat(core.get(query + "&count").toString()).isEqualTo("{\"count\":5}");
        String foreign = core.get(query).get("nextPageToken").asText();
        assertThat(core.send("GET", "/users?limit=2&pageToken=" + TaskApi.encode(foreign), null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aMembershipStartsItsWorkflowOnceWithBoth() {
        ObjectNode attributes = object();
        attributes.putObject("attributesMap").putArray("Floor").add("3");
        attributes.putObject("profileAttributesMap").putArray("Phone").add("1").add("2");
        user("p.dora", attributes);
        String slug = team("P::Role::Employee");
        String other = team("P::Other");
        ObjectNode icon = object();
        icon.putObject("attributesMap").putArray("Icon").add("flask");
        core.put("/teams/" + slug, icon);
        JsonNode workflow = core.workflow(
                "",
                "Welcome",
                "Team Membership Change",
                "team('name') === 'P::Role::Employee' && user('username') == 'p.dora'",
                TreeDraft.tree("-", "-")
                        .echo(
                                "e",
                                "<%= [@event['Type'], @event['Action'], @team['Name'], @team['Slug'], @team['Local Name'],"
                                        + " @user['Username'], @user['Space Admin'], @user_attributes['Floor'],"
                                        + " @user_profile_attributes['Phone'].join('+'), @team_attributes['Icon'],"
                                        + " @space['Slug']].join('|') %>")
                        .chain("start", "e"));
        JsonNode all = core.workflow(
                "",
                "All",
                "User Membership Change",
                "user('username') == 'p.dora'",
                TreeDraft.tree("-", "-").echo("e", "<%= @team['Name'] %>").chain("start", "e"));
        try {
            core.post("/memberships", membership("P::Other", "p.dora"));
            core.post("/memberships", membership("P::Role::Employee", "p.dora"));
            core.post("/memberships", membership("P::Role::Employee", "p.dora"));

            // The events of both are delivered in their order, so the other team's would have come before.
            JsonNode run = core.awaitRuns(slug, 1);
            assertThat(TaskApi.task(run, "e").at("/results/output").asText())
                    .isEqualTo("Team|Membership Change|P::Role::Employee|" + slug
                            + "|Employee|p.dora|false|3|1+2|flask|arbor");
            core.awaitRuns("p.dora", 2);
            assertThat(core.runs(other)).isEmpty();

            core.send("DELETE", "/memberships/" + slug + "_p.dora", null).ok();
            core.awaitRuns(slug, 2);
        } finally {
            core.send("DELETE", "/workflows/" + workflow.get("id").asText(), null);
            core.send("DELETE", "/workflows/" + all.get("id").asText(), null);
        }
    }

    @Test
    void aNewUserStartsAWorkflow() {
        JsonNode workflow = core.workflow(
                "",
                "Created",
                "User Created",
                "user('username') == 'p.emil'",
                TreeDraft.tree("-", "-")
                        .echo("e", "<%= @user['Username'] + ' ' + @user['Enabled'].to_s + ' ' + @user['Created By'] %>")
                        .chain("start", "e"));
        try {
            user("p.emil", object());
            assertThat(TaskApi.task(core.awaitRuns("p.emil", 1), "e")
                            .at("/results/output")
                            .asText())
                    .isEqualTo("p.emil true admin");
        } finally {
            core.send("DELETE", "/workflows/" + workflow.get("id").asText(), null);
        }
    }
}
