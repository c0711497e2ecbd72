package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What bad input gets: a 4xx with an error key and a sentence, one line in the log, and nothing stored. After each test
 * the rows that the API counts are as many as before, and the log has no stack trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String GROUP = "Bad";
    private static final String TITLE = "/trees/" + TaskApi.encode("Adhoc :: Bad :: Good");
    private static final int TWENTY_MEGABYTES = 20_000_000;
    private static final String BOMB = """
            <!DOCTYPE tree [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
            <tree><sourceName>&f;</sourceName></tree>""";
    private static final String THIEF = """
            <!DOCTYPE tree [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
            <tree><sourceName>&secret;</sourceName></tree>""";

    private final ServerProcess server = CommonServer.get();
    private final TaskApi api = new TaskApi(server);
    private Map<String, Long> before;
    private int logged;
    private String token;

    @BeforeAll
    void create() {
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Good")
                                .echo("e_1", "x")
                                .chain("start", "e_1")
                                .json())
                .ok();
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Waits")
                                .deferring("d_1", "utilities_defer_v1", "deferral_value", "")
                                .chain("start", "d_1")
                                .json())
                .ok();
        JsonNode run = api.await(api.start("Adhoc", GROUP, "Waits", "{}"), "Waiting");
        token = TaskApi.task(run, "d_1").get("token").asText();
    }

    @BeforeEach
    void count() {
        before = rows();
        logged = server.log().length();
    }

    @AfterEach
    void nothingIsStoredAndTheLogIsQuiet() {
        assertThat(rows()).isEqualTo(before);
        assertThat(log()).doesNotContain("\tat ", "Exception", " ERROR ", " WARN ");
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (String what : List.of("trees", "runs", "triggers", "errors", "systemErrors")) {
            rows.put(what, api.get("/" + what + "?limit=1").ok().get("count").asLong());
        }
        return rows;
    }

    private String log() {
        return server.log().substring(logged);
    }

    /** One sentence that names the thing, the key, and one line in the log. */
    private void refused(Answer answer, int status, String errorKey, String... named) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonNode json = answer.json();
        assertThat(json.get("statusCode").asInt()).isEqualTo(status);
        assertThat(json.get("errorKey").asText()).as(answer.text()).isEqualTo(errorKey);
        String message = json.get("message").asText();
        assertThat(json.get("error").asText()).isEqualTo(message);
        assertThat(List.of(named)).as(answer.text()).allSatisfy(each -> assertThat(message)
                .contains(each));
        assertThat(message).as(answer.text()).doesNotContain("Exception", "dev.arbor", "java.", "\n");
        assertThat(message).hasSizeBetween(15, 1000);
        String id = UUID.fromString(json.get("correlationId").asText()).toString();
        if (status != 401) {
            assertThat(log().lines().filter(line -> line.contains(id)))
                    .as("lines in the log")
                    .hasSize(1);
        }
    }

    // --- trees

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML", "<tree>", "<tree><sourceName>x</tree>", "<nothing/>", "\0"})
    void brokenXml(String xml) {
        refused(api.upload("/trees?force=true", xml.getBytes(StandardCharsets.UTF_8)), 400, "invalid_tree");
    }

    @Test
    void xmlInAnotherEncodingThanItSays() {
        byte[] latin = "<tree><name>café</name></tree>".getBytes(StandardCharsets.ISO_8859_1);
        refused(api.upload("/trees", latin), 400, "invalid_tree", "UTF-8");
    }

    @Test
    void brokenXmlInAChange() {
        refused(api.put(TITLE, "{\"treeXml\":\"<taskTree\"}"), 400, "invalid_tree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\":}", "nonsense", "{\"name\":\"a\"} more", "{\"name\":1,\"name\":2}"})
    void brokenJson(String json) {
        refused(api.post("/trees", json), 400, "malformed_json");
        refused(api.put(TITLE, json), 400, "malformed_json");
        refused(api.post("/errors/resolve", json), 400, "malformed_json");
        refused(api.post("/engine", json), 400, "malformed_json");
        refused(api.post("/runs/task/" + token, json), 400, "malformed_json");
        refused(api.post(TaskApi.startOf("Adhoc", GROUP, "Good"), json), 400, "malformed_json");
    }

    @Test
    void jsonThatIsTooDeep() {
        refused(api.post("/trees", "[".repeat(100_000)), 400, "malformed_json");
        refused(api.post(TaskApi.startOf("Adhoc", GROUP, "Good"), "[".repeat(100_000)), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null", "true"})
    void jsonThatIsNoObject(String json) {
        refused(api.post("/trees", json), 400, "invalid_value");
        refused(api.put(TITLE, json), 400, "invalid_value");
        refused(api.post("/runs/task/" + token, json), 400, "invalid_value");
        refused(api.post("/errors/resolve", json), 400, "invalid_value");
        refused(api.post("/engine", json), 400, "invalid_value");
        refused(api.post("/sources", json), 400, "invalid_value");
    }

    @Test
    void danglingConnector() {
        ObjectNode tree =
                TreeDraft.tree(GROUP, "New").chain("start", "nowhere_1").json();
        refused(api.post("/trees", tree), 400, "invalid_tree", "nowhere_1");
        refused(api.put(TITLE, tree), 400, "invalid_tree", "nowhere_1");
    }

    @Test
    void duplicateNodeId() {
        refused(
                api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "New")
                                .echo("twice_1", "a")
                                .echo("twice_1", "b")
                                .json()),
                400,
                "invalid_tree",
                "twice_1");
    }

    @Test
    void duplicateNodeName() {
        TreeDraft draft = TreeDraft.tree(GROUP, "New")
                .node("a_1", "Same", "system_noop_v1", false)
                .node("a_2", "Same", "system_noop_v1", false);
        refused(api.post("/trees", draft.json()), 400, "invalid_tree", "Same");
    }

    @Test
    void nameThatIsTaken() {
        refused(api.post("/trees", TreeDraft.tree(GROUP, "Good").json()), 400, "uniqueness_violation", "Good");
    }

    @Test
    void unknownSource() {
        ObjectNode tree = TreeDraft.tree(GROUP, "New").json().put("sourceName", "Nobody");
        refused(api.post("/trees", tree), 400, "missing_source", "Nobody");
    }

    @Test
    void unknownWords() {
        refused(api.put(TITLE, "{\"status\":\"Asleep\"}"), 400, "invalid_value", "Asleep");
        refused(api.put(TITLE, "{\"type\":\"Bush\"}"), 400, "invalid_value", "Bush");
        refused(api.put(TITLE, "{\"versionId\":\"latest\"}"), 400, "invalid_value", "latest");
        refused(api.put(TITLE, "{\"name\":\"a\\u0000b\"}"), 400, "invalid_value", "NUL");
        refused(api.post("/trees", "{\"contentUrl\":\"http://127.0.0.1:1/\"}"), 400, "download_failed");
    }

    @Test
    void sourcesThatCannotBe() {
        refused(api.post("/sources", "{}"), 400, "invalid_value", "name");
        refused(api.post("/sources", "{\"name\":\"a\\u0000b\"}"), 400, "invalid_value", "NUL");
        refused(api.post("/sources", "{\"name\":\"a\",\"type\":\"Fax\"}"), 400, "invalid_value", "Fax");
        refused(api.post("/sources", "{\"name\":\"Adhoc\"}"), 400, "uniqueness_violation", "Adhoc");
    }

    @Test
    void xmlAndJsonAtOnce() {
        ObjectNode tree = TreeDraft.tree(GROUP, "Good").json().put("treeXml", "<taskTree/>");
        refused(api.put(TITLE, tree), 400, "invalid_value", "treeXml", "treeJson");
    }

    @Test
    void staleVersion() {
        refused(api.put(TITLE, "{\"versionId\":\"17\",\"notes\":\"mine\"}"), 400, "stale_record", "17");
        JsonNode tree = api.get(TITLE).ok();
        assertThat(tree.get("versionId").asText()).isEqualTo("0");
        assertThat(tree.get("notes").isNull()).isTrue();
    }

    @Test
    void missingTree() {
        String none = "Adhoc :: Bad :: None";
        refused(api.get("/trees/" + TaskApi.encode(none)), 404, "not_found", none);
        refused(api.put("/trees/" + TaskApi.encode(none), "{}"), 404, "not_found", none);
        refused(api.delete("/trees/" + TaskApi.encode(none)), 404, "not_found", none);
        refused(api.get("/trees/" + TaskApi.encode(none) + "/export"), 404, "not_found", none);
        refused(api.post("/trees/" + TaskApi.encode(none) + "/clone", "{\"name\":\"x\"}"), 404, "not_found", none);
        refused(api.post("/trees/" + TaskApi.encode(none) + "/restore", ""), 404, "not_found", none);
        refused(api.get("/trees/guid/" + UUID.randomUUID()), 404, "not_found", "guid");
        refused(api.get(TITLE + "?version=99"), 404, "not_found", "99");
        refused(api.post(TaskApi.startOf("Adhoc", GROUP, "None"), "{}"), 404, "not_found", "None");
        refused(api.post("/runs?guid=" + UUID.randomUUID(), "{}"), 404, "not_found", "guid");
        refused(api.post("/runs", "{}"), 400, "invalid_value", "sourceName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "..%2F..%2F..%2Fetc%2Fpasswd",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "Adhoc%20::%20..%20::%20..%2F..%2Fetc%2Fpasswd",
                "%00",
                "%0d%0aSet-Cookie:%20a=b"
            })
    void pathsThatLeadAway(String title) {
        Answer answer = api.get("/trees/" + title);
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.text()).doesNotContain("root:");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(log()).doesNotContainPattern(Pattern.compile("^Set-Cookie", Pattern.MULTILINE));
    }

    // --- hostile documents

    @Test
    void xmlThatExplodesOrSteals() {
        for (String hostile : List.of(BOMB, THIEF)) {
            refused(api.upload("/trees?force=true", hostile.getBytes(StandardCharsets.UTF_8)), 400, "invalid_tree");
            ObjectNode change = TreeDraft.tree(GROUP, "x").json().objectNode().put("treeXml", hostile);
            Answer answer = api.put(TITLE, change);
            refused(answer, 400, "invalid_tree");
            assertThat(answer.text()).doesNotContain("root:");
        }
    }

    @Test
    void hugeBodies() throws IOException {
        byte[] huge = new byte[TWENTY_MEGABYTES];
        Arrays.fill(huge, (byte) ' ');
        String start = TaskApi.startOf("Adhoc", GROUP, "Good");
        for (String path : List.of("/trees", start, "/runs/task/" + token, "/errors/resolve")) {
            var told = BodyPublishers.ofByteArray(huge);
            refused(
                    api.send("POST", path, told, "Content-Type", "application/json"),
                    413,
                    "body_too_large",
                    "10000000 bytes");
            var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge));
            refused(api.send("POST", path, chunked, "Content-Type", "application/json"), 413, "body_too_large");
        }
        refused(api.upload("/trees", huge), 413, "body_too_large");
    }

    @Test
    void hugeHeader() {
        Answer answer = api.send("GET", "/version", BodyPublishers.noBody(), "X-Long", "x".repeat(100_000));
        assertThat(answer.status()).isBetween(400, 431);
    }

    @Test
    void wrongContentType() {
        refused(
                api.send("POST", "/trees", BodyPublishers.ofString("<tree/>"), "Content-Type", "text/xml"),
                415,
                "unsupported_media_type");
        refused(
                api.send(
                        "PUT",
                        TITLE,
                        BodyPublishers.ofString("a=b"),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                415,
                "unsupported_media_type");
        refused(
                api.send("POST", "/runs/task/" + token, BodyPublishers.ofString("done"), "Content-Type", "text/plain"),
                415,
                "unsupported_media_type");
        refused(
                api.send("POST", "/trees", BodyPublishers.ofString("x"), "Content-Type", "multipart/form-data"),
                400,
                "invalid_request");
    }

    // --- ids, words and dates

    @ParameterizedTest
    @CsvSource({"runs, run", "triggers, trigger", "errors, error", "systemErrors, system error"})
    void idsThatNameNothing(String path, String what) {
        for (String id : List.of("0", "-1", "99999999", "abc", "1e3", "99999999999999999999999")) {
            refused(api.get("/" + path + "/" + id), 404, "not_found", what + " with id " + id);
            refused(api.delete("/" + path + "/" + id), 404, "not_found", what + " with id " + id);
        }
    }

    @Test
    void idsInsideOfARunThatNameNothing() {
        long run = api.get("/runs?group=" + GROUP + "&include=details")
                .ok()
                .at("/runs/0/id")
                .asLong();
        refused(api.get("/runs/99999999/tasks"), 404, "not_found", "run with id 99999999");
        refused(api.get("/runs/" + run + "/tasks/99999999"), 404, "not_found", "99999999");
        refused(api.get("/runs/" + run + "/tasks/abc"), 404, "not_found", "abc");
        refused(api.put("/runs/" + run + "/tasks/99999999", "{\"results\":{}}"), 404, "not_found", "99999999");
        refused(api.post("/runs/" + run + "/triggers", "{\"nodeId\":\"none_1\"}"), 400, "unknown_node", "none_1");
        refused(api.post("/runs/" + run + "/triggers", "{}"), 400, "invalid_value", "nodeId");
        refused(api.post("/runs/99999999/triggers", "{\"nodeId\":\"start\"}"), 404, "not_found", "99999999");
        refused(api.put("/runs/" + run, "{\"inputs\":[]}"), 400, "invalid_value", "inputs");
        refused(api.put("/runs/" + run, "{\"treeVersion\":77}"), 400, "unknown_version", "77");
    }

    @ParameterizedTest
    @CsvSource({
        "runs, limit=-1, limit",
        "runs, limit=many, limit",
        "runs, offset=-5, offset",
        "runs, limit=99999999999, limit",
        "runs, start=yesterday, start",
        "runs, end=2026-02-30, end",
        "runs, orderBy=colour, colour",
        "runs, direction=sideways, sideways",
        "runs, count=maybe, count",
        "runs, parentId=x, parentId",
        "trees, orderBy=colour, colour",
        "trees, limit=x, limit",
        "triggers, timeline=never, never",
        "triggers, start=13:00, start",
        "triggers/backlog, runId=x, runId",
        "errors, runId=x, runId",
        "errors, timeline=never, never",
        "systemErrors, end=x, end"
    })
    void filtersThatCannotBeRead(String path, String query, String named) {
        refused(api.get("/" + path + "?" + query), 400, "invalid_value", named);
    }

    @Test
    void actionsThatAreNone() {
        refused(
                api.post("/errors/resolve", "{\"ids\":[1],\"action\":\"Explode\",\"resolution\":\"x\"}"),
                400,
                "invalid_action",
                "Explode");
        refused(
                api.post("/errors/resolve", "{\"ids\":[99999999],\"action\":\"Do Nothing\",\"resolution\":\"x\"}"),
                404,
                "not_found",
                "99999999");
        refused(
                api.post("/errors/resolve", "{\"ids\":[\"x\"],\"action\":\"Do Nothing\",\"resolution\":\"x\"}"),
                400,
                "invalid_value",
                "ids");
        refused(
                api.post("/errors/resolve", "{\"ids\":[1],\"action\":\"Do Nothing\"}"),
                400,
                "invalid_value",
                "resolution");
        refused(api.post("/systemErrors/resolve", "{\"ids\":[99999999],\"resolution\":\"x\"}"), 404, "not_found");
        refused(api.post("/engine", "{\"action\":\"explode\"}"), 400, "invalid_value", "explode");
        refused(api.post("/engine", "{}"), 400, "invalid_value", "action");
    }

    // --- tokens

    @Test
    void unknownToken() {
        refused(api.post("/runs/task/nobody-knows", "{}"), 404, "not_found", "nobody-knows");
        refused(api.put("/runs/task/nobody-knows", "{}"), 404, "not_found", "nobody-knows");
        refused(api.post("/runs/task/" + token.toUpperCase(Locale.ROOT), "{}"), 404, "not_found");
    }

    @Test
    void resultsThatCannotBeRead() {
        refused(api.post("/runs/task/" + token, "{\"results\":7}"), 400, "invalid_results");
        refused(api.post("/runs/task/" + token, "{\"message\":{}}"), 400, "invalid_value", "message");
        ObjectNode hostile = TreeDraft.tree(GROUP, "x").json().objectNode().put("results", THIEF);
        refused(api.post("/runs/task/" + token, hostile), 400, "invalid_results");
    }

    // --- doors

    @Test
    void withoutCredentials() {
        for (String authorization : List.of("", "Basic", "Basic ???", "Bearer abc", TaskApi.basic("nobody", "x"))) {
            for (String path : List.of("/version", "/runs", "/nothing", TITLE)) {
                Answer answer = api.send("GET", path, BodyPublishers.noBody(), "Authorization", authorization);
                if (answer.status() == 429) {
                    continue;
                }
                refused(answer, 401, "unauthorized");
                String scheme = authorization.startsWith("Bearer") ? "Bearer" : "Basic";
                assertThat(answer.header("WWW-Authenticate"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith(scheme));
            }
        }
    }

    @Test
    void nothingThere() {
        refused(api.get("/nothing"), 404, "not_found");
        refused(api.get("/runs/1/nothing"), 404, "not_found");
        refused(api.send("PATCH", "/runs/1", BodyPublishers.noBody()), 405, "method_not_allowed");
        refused(api.delete("/version"), 405, "method_not_allowed");
        refused(api.send("GET", "/version", BodyPublishers.noBody(), "Accept", "text/html"), 406, "not_acceptable");
    }

    @Test
    void idempotencyKeyThatIsTooLong() {
        refused(
                api.send(
                        "POST",
                        TaskApi.startOf("Adhoc", GROUP, "Good"),
                        BodyPublishers.ofString("{}"),
                        "Idempotency-Key",
                        "k".repeat(300)),
                400,
                "invalid_value",
                "Idempotency-Key");
    }
}
