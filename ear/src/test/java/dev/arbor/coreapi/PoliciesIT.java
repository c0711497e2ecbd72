package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.platform.account.PasswordHash;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.testing.postgres.PostgresCluster;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what over HTTP: every operation that is offered asks, and policies are asked at each request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesIT {

    private static final String PASSWORD = "plain-password-1";
    private static final String JANE = TaskApi.basic("jane", PASSWORD);
    private static final String NOBODY = "";
    private static final String KAPP = "/kapps/access";
    private static final String FORM = KAPP + "/forms/doc";
    private static final String ONE = "{\"name\":\"One\"}";

    /** Where what is asked for is in the body. */
    private static final Map<String, String> BODIES =
            Map.of("POST /memberships", "{\"team\":{\"name\":\"One\"},\"user\":{\"username\":\"admin\"}}");

    private final PostgresCluster cluster = PostgresCluster.start();
    private final String database = cluster.newDatabase();
    private final Map<String, String> names = new HashMap<>();
    private ServerProcess server;
    private CoreClient api;
    private String submission;

    @BeforeAll
    void start() {
        server = ServerProcess.start(Map.of(
                "ARBOR_DEMO",
                "false",
                "ARBOR_DB_URL",
                database,
                "ARBOR_DB_USER",
                cluster.user(),
                "ARBOR_DB_PASSWORD",
                "any"));
        api = new CoreClient(server);
        execute(
                "INSERT INTO account (username, password_hash, administrator, enabled, service, created_at, updated_at)"
                        + " VALUES ('jane', ?, FALSE, TRUE, FALSE, now(), now())",
                PasswordHash.of(PASSWORD));
        execute("INSERT INTO team (id, slug, name, local_name, created_at, created_by, updated_at, updated_by)"
                + " VALUES ('00000000-0000-0000-0000-000000000001', '06c2cea18679d64399783748fa367bdd', 'One', 'One',"
                + " now(), 'a', now(), 'a')");
        things();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        cluster.close();
    }

    private void execute(String statement, String... values) {
        try (Connection connection = DriverManager.getConnection(database, cluster.user(), "any");
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setString(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** One of each, so that nothing is refused because it is not there. */
    private void things() {
        api.post("/kapps", "{\"name\":\"Access\",\"slug\":\"access\"}").ok();
        api.post(
                        KAPP + "/forms",
                        "{\"name\":\"Doc\",\"slug\":\"doc\",\"status\":\"Active\",\"pages\":[{\"name\":\"P\",\"elements\":["
                                + "{\"type\":\"field\",\"name\":\"A\"},"
                                + "{\"type\":\"field\",\"renderType\":\"attachment\",\"name\":\"File\"}]}],"
                                + "\"integrations\":[{\"name\":\"One\",\"connectionId\":\"x\",\"operationId\":\"y\"}]}")
                .ok();
        for (String kind : List.of("category", "form", "kapp")) {
            api.post(KAPP + "/" + kind + "AttributeDefinitions", ONE).ok();
        }
        for (String kind : List.of("space", "team", "user", "userProfile")) {
            api.post("/" + kind + "AttributeDefinitions", ONE).ok();
        }
        api.post(KAPP + "/categories", "{\"name\":\"One\",\"slug\":\"One\"}").ok();
        api.post(KAPP + "/formTypes", ONE).ok();
        api.post(KAPP + "/integrations", "{\"name\":\"One\",\"connectionId\":\"x\",\"operationId\":\"y\"}")
                .ok();
        String definition = "{\"name\":\"One\",\"type\":\"Kapp\",\"rule\":\"true\",\"message\":\"\"}";
        for (String scope : List.of("", KAPP)) {
            api.post(scope + "/webApis", "{\"slug\":\"One\",\"method\":\"GET\"}")
                    .ok();
            api.post(scope + "/securityPolicyDefinitions", definition).ok();
        }
        submission = api.multipart(
                        FORM + "/submissions-multipart",
                        "{\"values\":{\"A\":\"secret\"}}",
                        "File",
                        "One",
                        CoreClient.bytes("content"))
                .ok()
                .at("/submission/id")
                .asText();
        names.put("kappSlug", "access");
        names.put("formSlug", "doc");
        names.put("submissionId", submission);
        names.put(
                "activityId",
                api.post("/submissions/" + submission + "/activities", "{\"label\":\"x\"}")
                        .ok()
                        .at("/activity/id")
                        .asText());
        names.put("fieldName", "File");
        names.put("fileIndex", "0");
        names.put("username", "admin");
        for (String scope : List.of("", KAPP, FORM)) {
            names.put(
                    scope + "/workflows",
                    api.post(scope + "/workflows", "{\"name\":\"One\",\"event\":\"Submission Created\"}")
                            .ok()
                            .get("id")
                            .asText());
        }
    }

    /** The path of an operation with real names in it. */
    private String path(String operation) {
        String path = operation;
        for (Map.Entry<String, String> each : names.entrySet()) {
            path = path.replace("{" + each.getKey() + "}", each.getValue());
        }
        int workflow = path.indexOf("/workflows/{id}");
        if (workflow >= 0) {
            path = path.replace("{id}", names.get(path.substring(0, workflow) + "/workflows"));
        }
        return path.replace("/teams/{slug}", "/teams/06c2cea18679d64399783748fa367bdd")
                .replace("/memberships/{slug}", "/memberships/06c2cea18679d64399783748fa367bdd_admin")
                .replace("{type}", "Submission")
                .replaceAll("\\{[^}]*}", "One");
    }

    private Answer send(String authorization, String method, String path, String body) {
        if (path.contains("multipart")) {
            String boundary = "arbor-boundary";
            return api.send(
                    method,
                    path,
                    BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data;"
                            + " name=\"_submission\"\r\n\r\n{}\r\n--" + boundary + "--\r\n"),
                    "Content-Type",
                    "multipart/form-data; boundary=" + boundary,
                    "Authorization",
                    authorization);
        }
        return api.send(
                method,
                path,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "Content-Type",
                "application/json",
                "Authorization",
                authorization);
    }

    private Answer jane(String method, String path, String body) {
        return send(JANE, method, path, body);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream list = PoliciesIT.class.getResourceAsStream(resource)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void every_operation_asks_who_it_is_and_whether_they_may() throws IOException {
        Map<String, Integer> expected = new HashMap<>();
        for (String line : lines("plain-user.txt")) {
            int at = line.lastIndexOf(' ');
            expected.put(line.substring(0, at), Integer.parseInt(line.substring(at + 1)));
        }
        Set<String> toCome = new TreeSet<>(lines("operations-to-come.txt"));
        List<String> wrong = new ArrayList<>();
        for (String operation : PublishedCoreApi.read().operations()) {
            String[] words = operation.split(" ");
            String path = path(words[1]);
            String body = BODIES.getOrDefault(operation, "{}");
            if (send(NOBODY, words[0], path, body).status() != 401) {
                wrong.add(operation + " does not answer 401 without a sign-in");
            }
            Answer answer = jane(words[0], path, body);
            if (answer.status() == 501 || toCome.contains(operation)) {
                continue;
            }
            if (!expected.containsKey(operation)) {
                wrong.add(operation + " is missing in the table; it answers " + answer.status());
            } else if (expected.get(operation) != answer.status()) {
                wrong.add(operation + " answers " + answer.status() + " and not " + expected.get(operation) + ": "
                        + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(api.get("/submissions/" + submission + "?include=values,activities")
                        .ok()
                        .toString())
                .contains("secret")
                .contains("\"x\"");
    }

    @Test
    void policies_are_asked_at_each_request() {
        api.post("/kapps", "{\"name\":\"Rules\",\"slug\":\"rules\"}").ok();
        String kapp = "/kapps/rules";
        String form = kapp + "/forms/f";
        api.post(kapp + "/forms", "{\"name\":\"F\",\"slug\":\"f\",\"status\":\"Active\"}")
                .ok();
        String rule = "{\"name\":\"In One\",\"type\":\"Form\",\"message\":\"Ask — the owner.\","
                + "\"rule\":\"identity('teams').includes('One')\"}";
        api.post(kapp + "/securityPolicyDefinitions", rule).ok();
        api.put(form, "{\"securityPolicies\":[{\"endpoint\":\"Display\",\"name\":\"In One\"}]}")
                .ok();

        Answer refused = jane("GET", form, "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("error").asText()).isEqualTo("Ask — the owner.");
        assertThat(refused.json().get("errorKey").asText()).isEqualTo("forbidden");
        assertThat(jane("GET", kapp + "/forms", "").ok().get("forms")).isEmpty();

        execute(
                "INSERT INTO membership (team_id, account_id, created_at, created_by)"
                        + " SELECT '00000000-0000-0000-0000-000000000001', id, now(), 'a' FROM account WHERE username = 'jane'");
        JsonNode shown = jane("GET", form + "?include=authorization,securityPolicies", "")
                .ok();
        assertThat(shown.at("/form/authorization/Modification").isBoolean()).isTrue();
        assertThat(shown.at("/form/securityPolicies/0/name").asText()).isEqualTo("In One");
        execute("DELETE FROM membership");
        assertThat(jane("GET", form, "").status()).isEqualTo(403);

        api.put(kapp + "/securityPolicyDefinitions/In%20One", "{\"rule\":\"(function() { for (;;) {} })()\"}")
                .ok();
        assertThat(jane("GET", form, "").status()).isEqualTo(403);
        assertThat(jane("GET", kapp + "/forms", "").ok().get("forms")).isEmpty();
        assertThat(api.get(form).status()).isEqualTo(200);
        assertThat(api.get(form + "?export=true").ok().get("form").has("authorization"))
                .isFalse();
    }

    @Test
    void what_may_not_be_seen_is_neither_shown_nor_found() {
        Answer found = jane("GET", FORM + "/submissions?include=values,activities", "");
        assertThat(found.ok().get("submissions").toString())
                .contains(submission)
                .doesNotContain("secret");
        assertThat(jane("GET", FORM + "/submissions?q=" + TaskApi.encode("values[A] = \"secret\""), "")
                        .ok()
                        .get("submissions"))
                .isEmpty();
        assertThat(jane("GET", "/submissions/" + submission, "")
                        .json()
                        .get("error")
                        .asText())
                .isEqualTo("Must be the submitter.");
        assertThat(jane("GET", "/submissions/" + submission + "/files/File/0/One", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoever_may_change_and_not_see_is_told_the_id_alone() {
        api.post("/kapps", "{\"name\":\"Blind\",\"slug\":\"blind\"}").ok();
        api.post(
                        "/kapps/blind/forms",
                        "{\"name\":\"F\",\"slug\":\"f\",\"status\":\"Active\",\"pages\":[{\"name\":\"P\",\"elements\":["
                                + "{\"type\":\"field\",\"name\":\"A\"}]}],\"securityPolicies\":["
                                + "{\"endpoint\":\"Submission Modification\",\"name\":\"Everyone\"}]}")
                .ok();
        String id = api.post("/kapps/blind/forms/f/submissions", "{\"values\":{\"A\":\"secret\"}}")
                .ok()
                .at("/submission/id")
                .asText();

        JsonNode changed = jane("PUT", "/submissions/" + id, "{\"values\":{\"A\":\"new\"}}")
                .ok()
                .get("submission");

        assertThat(changed.size()).isEqualTo(1);
        assertThat(changed.get("id").asText()).isEqualTo(id);
        assertThat(api.get("/submissions/" + id).ok().at("/submission/values/A").asText())
                .isEqualTo("new");
    }

    @Test
    void a_deleted_form_is_brought_back_by_administrators() {
        api.post("/kapps", "{\"name\":\"Back\",\"slug\":\"back\"}").ok();
        api.post("/kapps/back/forms", "{\"name\":\"Größe\",\"slug\":\"f\"}").ok();
        String token = api.delete("/kapps/back/forms/f")
                .ok()
                .at("/form/restorationToken")
                .asText();
        String path = "/kapps/back/forms?restorationToken=" + token;

        assertThat(jane("POST", path, "{}").status()).isEqualTo(403);
        assertThat(api.post(path, "{}").ok().at("/form/name").asText()).isEqualTo("Größe");
        assertThat(api.get("/kapps/back/forms/f").status()).isEqualTo(200);
        assertThat(api.post(path, "{}").status()).isEqualTo(404);
    }
}
