package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import dev.arbor.testing.handler.HandlerDraft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Categories, sources, what is done to handlers, and how the engine is set up: over HTTP, in the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {

    private static final String GROUP = "CatalogIT";
    private static final String PLAIN_USER = "catalog-it";
    private static final int TWELVE_MEGABYTES = 12_000_000;

    private final ServerProcess server = CommonServer.get();
    private final TaskApi api = new TaskApi(server);
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private HttpServer files;

    @BeforeAll
    void start() throws IOException {
        files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.createContext("/", this::serve);
        files.start();
        api.delete("//app/api/v1/users/" + PLAIN_USER);
        api.post(
                        "//app/api/v1/users",
                        "{\"username\":\"" + PLAIN_USER + "\",\"displayName\":\"x\",\"enabled\":true,\"password\":\""
                                + ServerProcess.PASSWORD + "\"}")
                .ok();
    }

    @AfterAll
    void stop() {
        files.stop(0);
        api.delete("//app/api/v1/users/" + PLAIN_USER).ok();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] content = served.get(path);
        if (path.equals("/moved")) {
            exchange.getResponseHeaders().set("Location", "/handler.zip");
            exchange.sendResponseHeaders(302, -1);
        } else if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + files.getAddress().getPort() + path;
    }

    private void store(TreeDraft tree) {
        api.post("/trees", tree.json()).ok();
    }

    private String output(String tree, String node) {
        JsonNode run = api.await(api.start("Adhoc", GROUP, tree, "{}"), "Complete");
        return TaskApi.task(run, node).at("/results/output").asText();
    }

    private static void refused(int status, String errorKey, Answer answer, String... words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("errorKey").asText()).as(answer.text()).isEqualTo(errorKey);
        assertThat(answer.json().path("message").asText()).isNotBlank();
        assertThat(List.of(words)).allSatisfy(word -> assertThat(answer.text()).contains(word));
    }

    @Test
    void aHandlerIsFetchedFromAnAddress() {
        HandlerDraft draft = HandlerDraft.of("it_fetched", 1).executing("results('output' => 'fetched')");
        served.put("/handler.zip", draft.zip());
        served.put("/large.zip", new byte[TWELVE_MEGABYTES]);
        assertThat(fetch(address("/handler.zip")).ok().get("message").asText())
                .isEqualTo("Uploaded task handler \"it_fetched_v1\".");
        store(TreeDraft.tree(GROUP, "Fetched").node("h", "it_fetched_v1").chain("start", "h"));
        assertThat(output("Fetched", "h")).isEqualTo("fetched");

        refused(400, "uniqueness_violation", fetch(address("/handler.zip")));
        ObjectNode named = JsonNodeFactory.instance.objectNode().put("contentUrl", address("/handler.zip"));
        assertThat(api.post("/handlers?force=true", named).ok().get("message").asText())
                .isEqualTo("Replaced task handler \"it_fetched_v1\".");
        refused(400, "download_failed", fetch(address("/nothing.zip")), "404");
        refused(400, "download_failed", fetch(address("/moved")), "302");
        refused(400, "download_failed", fetch(address("/large.zip")));
        refused(400, "download_failed", fetch("http://10.0.0.1/handler.zip"), "10.0.0.1");
        refused(400, "download_failed", fetch("file:///etc/passwd"));
        refused(400, "invalid_value", api.post("/handlers", "{}"), "packageUrl");
        served.put("/no.zip", "no zip".getBytes());
        refused(400, "invalid_package", fetch(address("/no.zip")));
    }

    private Answer fetch(String url) {
        return api.post("/handlers", JsonNodeFactory.instance.objectNode().put("packageUrl", url));
    }

    @Test
    void aTreeIsFetchedFromAnAddress() {
        store(TreeDraft.tree(GROUP, "Far").echo("e", "far").chain("start", "e"));
        String title = "/trees/" + TaskApi.encode("Adhoc :: " + GROUP + " :: Far");
        served.put(
                "/tree.xml",
                api.get(title + "/export").ok().get("tree").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("contentUrl", address("/tree.xml"));

        refused(400, "uniqueness_violation", api.post("/trees", body));
        assertThat(api.post("/trees?force=true", body).ok().get("message").asText())
                .startsWith("Replaced tree");
    }

    @Test
    void nodesOfAPausedHandlerWait() {
        api.uploadPackage(
                        "/handlers?force=true",
                        HandlerDraft.of("it_paused", 1)
                                .executing("results('output' => 'performed')")
                                .zip())
                .ok();
        store(TreeDraft.tree(GROUP, "Paused").node("h", "it_paused_v1").chain("start", "h"));
        String one = "/handlers/it_paused_v1";
        assertThat(api.put(one, "{\"status\":\"Paused\"}").ok().get("status").asText())
                .isEqualTo("Paused");
        long run = api.start("Adhoc", GROUP, "Paused", "{}");
        Await.until(
                "it waits",
                () -> api.get("/triggers/paused?runId=" + run).ok().get("count").asInt() == 1);
        assertThat(api.get(one + "/durations").ok().get("pausedTriggerCount").asInt())
                .isEqualTo(1);
        assertThat(api.get("/notices").ok().toString()).contains("PausedHandler", "it_paused_v1");
        long let = api.start("Adhoc", GROUP, "Paused", "{}");
        Await.until(
                "the other one waits",
                () -> api.get("/triggers/paused?runId=" + let).ok().get("count").asInt() == 1);
        long trigger = api.get("/triggers/paused?include=details&runId=" + let)
                .ok()
                .at("/triggers/0/id")
                .asLong();
        api.put("/triggers/" + trigger, "{\"status\":\"Unpaused\"}").ok();
        api.await(let, "Complete");
        assertThat(api.get("/triggers/paused?runId=" + run).ok().get("count").asInt())
                .isEqualTo(1);

        api.put(one, "{\"status\":\"Active\"}").ok();

        assertThat(TaskApi.task(api.await(run, "Complete"), "h")
                        .at("/results/output")
                        .asText())
                .isEqualTo("performed");
        JsonNode audits = api.get(one + "?include=audits,audits.details").ok().get("audits");
        assertThat(audits.get(0).get("createdBy").asText()).isEqualTo("admin");
        assertThat(audits.get(0).get("changes").asText()).contains("Paused", "Active");
        assertThat(api.get("/notices").ok().toString()).doesNotContain("it_paused_v1");
        assertThat(api.get(one + "/durations").ok().get("taskDurations")).hasSize(2);
    }

    @Test
    void aBuiltInHandlerIsPausedToo() {
        String one = "/handlers/smtp_email_send_v1";
        try {
            api.put(one, "{\"status\":\"Paused\"}").ok();
            store(TreeDraft.tree(GROUP, "No mail")
                    .node("m", "smtp_email_send_v1", "to", "a@example.com")
                    .chain("start", "m"));
            long run = api.start("Adhoc", GROUP, "No mail", "{}");
            Await.until(
                    "it waits",
                    () -> api.get("/triggers/paused?runId=" + run)
                                    .ok()
                                    .get("count")
                                    .asInt()
                            == 1);
            api.delete("/runs/" + run).ok();
        } finally {
            api.put(one, "{\"status\":\"Active\"}").ok();
        }
    }

    @Test
    void aHandlerBringsAJar(@TempDir Path folder) throws IOException {
        byte[] jar = SmallJar.of(
                folder,
                "it.jar.Greeting",
                "package it.jar; public class Greeting { public static String of(String n)"
                        + " { return \"Grüß dich, \" + n; } }");
        HandlerDraft draft = HandlerDraft.of("it_jar", 1);
        draft.file("handler/lib/greeting.jar", jar).init("""
                require 'java'
                require File.join(File.dirname(__FILE__), 'lib', 'greeting.jar')
                class %s
                  def initialize(input); end
                  def execute
                    "<results><result name='output'>#{Java::ItJar::Greeting.of('Zoë')}</result></results>"
                  end
                end
                """.formatted(draft.rubyClass()));
        api.uploadPackage("/handlers?force=true", draft.zip()).ok();
        store(TreeDraft.tree(GROUP, "Jar").node("h", "it_jar_v1").chain("start", "h"));

        assertThat(output("Jar", "h")).isEqualTo("Grüß dich, Zoë");
    }

    @Test
    void aBadPackageLeavesTheHandlerThatWasThere() {
        api.uploadPackage(
                        "/handlers?force=true",
                        HandlerDraft.of("it_stays", 1)
                                .property("known", "x", false)
                                .executing("results('output' => 'stays')")
                                .zip())
                .ok();
        store(TreeDraft.tree(GROUP, "Stays").node("h", "it_stays_v1").chain("start", "h"));

        refused(400, "invalid_handler", replace(HandlerDraft.of("it_stays", 1)), "init.rb");
        refused(
                400,
                "invalid_handler",
                replace(HandlerDraft.of("it_stays", 1).init("class Another; end")),
                "ItStaysV1",
                "Another");
        refused(
                400,
                "invalid_handler",
                replace(HandlerDraft.of("it_stays", 1).init("class ItStaysV1\n  def execute(\n  end\nend")),
                "handler/init.rb:3");
        refused(
                400,
                "unsafe_path",
                replace(HandlerDraft.of("it_stays", 1).executing("''").file("../../../out.rb", "")),
                "out.rb");
        refused(
                400,
                "unknown_property",
                api.put("/handlers/it_stays_v1", "{\"properties\":{\"known\":\"y\",\"nobody\":\"x\"}}"),
                "nobody");
        refused(400, "invalid_value", api.put("/handlers/it_stays_v1", "{\"status\":\"Asleep\"}"), "Asleep");
        refused(404, "not_found", api.put("/handlers/it_stays_v1", "{\"categories\":[\"Nowhere\"]}"), "Nowhere");
        refused(400, "system_handler", api.put("/handlers/system_wait_v1", "{\"status\":\"Paused\"}"));

        assertThat(output("Stays", "h")).isEqualTo("stays");
        assertThat(api.get("/handlers/it_stays_v1?include=properties")
                        .ok()
                        .at("/properties/0/value")
                        .asText())
                .isEqualTo("x");
    }

    private Answer replace(HandlerDraft draft) {
        return api.uploadPackage("/handlers?force=true", draft.zip());
    }

    @Test
    void thePaletteOfABuilder() {
        store(TreeDraft.routine("routine_it_palette_v1", "IT Palette")
                .input("Name")
                .output("Greeting"));
        api.delete("/categories/Palette");
        api.post(
                        "/categories",
                        "{\"name\":\"Palette\",\"description\":\"Wörter\",\"handlers\":[\"utilities_echo_v1\"],"
                                + "\"trees\":[\"routine_it_palette_v1\"]}")
                .ok();

        JsonNode categories = api.get(
                        "/categories?include=handlers.parameters,handlers.results,trees.inputs,trees.outputs")
                .ok()
                .get("categories");

        JsonNode controls = named(categories, "System Controls");
        assertThat(controls.get("type").asText()).isEqualTo("Integrated");
        assertThat(controls.get("handlers").findValuesAsText("definitionId"))
                .contains("system_join_v1", "system_integration_v1");
        JsonNode palette = named(categories, "Palette");
        assertThat(palette.at("/handlers/0/parameters/0/id").asText()).isEqualTo("input");
        assertThat(palette.at("/trees/0/outputs/0/name").asText()).isEqualTo("Greeting");
        assertThat(api.get("/trees/routine_it_palette_v1?include=categories")
                        .ok()
                        .get("categories")
                        .findValuesAsText("name"))
                .containsExactly("Palette");
        assertThat(api.get("/handlers?system=true&include=categories")
                        .ok()
                        .get("count")
                        .asInt())
                .isEqualTo(controls.get("handlers").size());
        refused(
                400,
                "unknown_category",
                api.put("/trees/routine_it_palette_v1", "{\"categories\":[\"Nowhere\"]}"),
                "Nowhere");
        api.put("/categories/Palette", "{\"name\":\"Renamed\"}").ok();
        assertThat(api.get("/trees/routine_it_palette_v1?include=categories")
                        .ok()
                        .get("categories")
                        .findValuesAsText("name"))
                .containsExactly("Renamed");
        api.delete("/categories/Renamed").ok();
        assertThat(api.get("/trees/routine_it_palette_v1?include=categories")
                        .ok()
                        .get("categories"))
                .isEmpty();
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.get("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("Expected " + name + " in " + list);
    }

    @Test
    void theAdapterOfASourceMakesItsVariables() {
        api.post("/sources", "{\"name\":\"IT Platform\",\"type\":\"Kinetic Request CE\"}")
                .ok();
        ObjectNode tree = TreeDraft.tree(GROUP, "Values")
                .echo("e", "<%= @values['Größe'] %> of <%= @submission['Id'] %>")
                .chain("start", "e")
                .json();
        api.post("/trees", tree.put("sourceName", "IT Platform")).ok();

        JsonNode run = api.await(
                api.start(
                        "IT Platform",
                        GROUP,
                        "Values",
                        "{\"submission\":{\"id\":\"s1\"},\"values\":{\"Größe\":\"XL\"}}"),
                "Complete");

        assertThat(TaskApi.task(run, "e").at("/results/output").asText()).isEqualTo("XL of s1");
        assertThat(run.get("sourceId").asText()).isEqualTo("s1");
        String one = "/sources/" + TaskApi.encode("IT Platform");
        refused(400, "source_in_use", api.delete(one), "IT Platform");
        api.put(one, "{\"status\":\"Inactive\"}").ok();
        refused(400, "source_inactive", api.post(TaskApi.startOf("IT Platform", GROUP, "Values"), "{}"));
        api.put(one, "{\"status\":\"Active\",\"name\":\"IT Other\"}").ok();
        api.await(
                api.start("IT Other", GROUP, "Values", "{\"values\":{\"Größe\":\"S\"},\"submission\":{\"id\":\"s2\"}}"),
                "Complete");
        String title = "/trees/" + TaskApi.encode("IT Other :: " + GROUP + " :: Values");
        api.delete(title).ok();
        api.delete("/sources/" + TaskApi.encode("IT Other")).ok();
        refused(400, "missing_source", api.post(title + "/restore", ""), "IT Other");
    }

    @Test
    void versionOneListsAndImportsTrees() {
        store(TreeDraft.tree(GROUP, "One").echo("e", "1").chain("start", "e"));
        store(TreeDraft.tree(GROUP, "Two").echo("e", "2").chain("start", "e"));
        String list = "//app/components/task/app/api/v1/trees?source=Adhoc&sourceGroup=" + GROUP;
        JsonNode page = api.get(list + "&names=One,Two&limit=1&offset=1").ok();
        assertThat(page.get("count").asInt()).isEqualTo(2);
        assertThat(page.get("trees").findValuesAsText("name")).containsExactly("Two");
        String xml = api.get("/trees/" + TaskApi.encode("Adhoc :: " + GROUP + " :: One") + "/export")
                .ok()
                .get("tree")
                .asText();
        Answer imported = api.send(
                "POST",
                "//app/components/task/app/api/v1/import-tree?force=true",
                BodyPublishers.ofString(xml),
                "Content-Type",
                "application/xml");
        assertThat(imported.ok().at("/tree/name").asText()).isEqualTo("One");
        refused(
                400,
                "uniqueness_violation",
                api.send(
                        "POST",
                        "//app/components/task/app/api/v1/import-tree",
                        BodyPublishers.ofString(xml),
                        "Content-Type",
                        "application/xml"));
    }

    @Test
    void versionOneCopiesMovesAndArchivesGroups() {
        String v1 = "//app/components/task/app/api/v1";
        String group = GROUP + " Many";
        store(TreeDraft.tree(group, "One").echo("e", "1").chain("start", "e"));
        store(TreeDraft.tree(group, "Two").echo("e", "2").chain("start", "e"));
        String ends =
                "\"source\":{\"from\":\"Adhoc\",\"to\":\"Adhoc\"},\"sourceGroup\":{\"from\":\"%s\",\"to\":\"%s\"}";
        String there = "{\"source\":\"Adhoc\",\"sourceGroup\":\"%s\"}";

        String cloned = "{" + ends.formatted(group, group + " Copy") + ",\"names\":[\"Two\"]}";
        JsonNode copies = api.post(v1 + "/clone-trees", cloned).ok();
        assertThat(copies.get("message").asText()).isEqualTo("Cloned 1 tree.");
        assertThat(names(group + " Copy")).containsExactly("Two");
        refused(400, "uniqueness_violation", api.post(v1 + "/clone-trees", cloned));

        // The second of them is taken there, so the first one stays too.
        refused(
                400,
                "uniqueness_violation",
                api.post(v1 + "/move-trees", "{" + ends.formatted(group, group + " Copy") + "}"));
        assertThat(names(group)).containsExactly("One", "Two");
        assertThat(api.post(v1 + "/move-trees", "{" + ends.formatted(group, group + " Moved") + "}")
                        .ok()
                        .get("message")
                        .asText())
                .isEqualTo("Moved 2 trees.");
        assertThat(names(group)).isEmpty();

        String moved = there.formatted(group + " Moved");
        assertThat(api.post(v1 + "/archive-trees", moved).ok().get("trees")).hasSize(2);
        assertThat(names(group + " Moved")).isEmpty();
        assertThat(api.post(v1 + "/restore-trees", moved).ok().get("message").asText())
                .isEqualTo("Restored 2 trees.");
        assertThat(names(group + " Moved")).containsExactly("One", "Two");

        String unknown = moved.replace("}", ",\"names\":[\"One\",\"Three\"]}");
        refused(404, "not_found", api.post(v1 + "/archive-trees", unknown), "Three");
        assertThat(names(group + " Moved")).containsExactly("One", "Two");
        refused(400, "invalid_value", api.post(v1 + "/move-trees", moved), "source");
        refused(400, "invalid_value", api.post(v1 + "/archive-trees", moved.replace("}", ",\"names\":7}")), "names");
    }

    private List<String> names(String group) {
        return api.get("/trees?source=Adhoc&group=" + TaskApi.encode(group))
                .ok()
                .get("trees")
                .findValuesAsText("name");
    }

    @Test
    void versionOneCopiesLocalRoutinesUnderIdsOfTheirOwn() {
        String v1 = "//app/components/task/app/api/v1/clone-trees";
        String group = GROUP + " Local";
        ObjectNode routine = (ObjectNode) TreeDraft.routine("routine_it_local_v1", "Local")
                .input("In")
                .echo("e", "<%= @inputs['In'] %>")
                .chain("start", "e")
                .json();
        api.post(
                        "/trees",
                        routine.put("sourceName", "Adhoc")
                                .put("sourceGroup", group)
                                .put("type", "Local Routine"))
                .ok();
        String ends = "\"source\":{\"from\":\"Adhoc\",\"to\":\"Adhoc\"},\"sourceGroup\":{\"from\":\"" + group
                + "\",\"to\":\"" + group + " Copy\"}";

        refused(400, "missing_definition_id", api.post(v1, "{" + ends + "}"), "routine_it_local_v1");
        String named =
                "{" + ends + ",\"localRoutines\":[{\"from\":\"routine_it_local_v1\",\"to\":\"routine_it_local_v2\"}]}";
        assertThat(api.post(v1, named).ok().at("/trees/0/definitionId").asText())
                .isEqualTo("routine_it_local_v2");
    }

    @Test
    void editsOfTasksAreShownWithThem() {
        store(TreeDraft.tree(GROUP, "Edited").echo("e", "old").chain("start", "e"));
        long run = api.start("Adhoc", GROUP, "Edited", "{}");
        long task = TaskApi.task(api.await(run, "Complete"), "e").get("id").asLong();
        String one = "/runs/" + run + "/tasks/" + task;
        api.put(one, "{\"results\":{\"output\":\"new\"},\"message\":\"weil\"}").ok();

        JsonNode audit = api.get(one + "?include=audits").ok().at("/audits/0");
        assertThat(audit.get("message").asText()).isEqualTo("weil");
        assertThat(audit.get("changes").asText()).contains("old", "new");
        JsonNode tasks =
                api.get("/runs/" + run + "/tasks?include=audits,details").ok().get("tasks");
        assertThat(tasks.get(0).get("audits")).isEmpty();
        assertThat(tasks.get(1).get("audits")).hasSize(1);
    }

    @Test
    void aSourceIsValidatedByConnectingToIt() {
        String one = "/sources/" + TaskApi.encode("IT Checked");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", "IT Checked").put("type", "Kinetic Request CE");
        body.putObject("properties")
                .put("Web Server", server.uri("/").toString())
                .put("Space Slug", "arbor")
                .put("Proxy Username", ServerProcess.ADMIN)
                .put("Proxy Password", ServerProcess.PASSWORD);
        Answer made = api.post("/sources?include=properties", body);
        made.ok();
        assertThat(api.post(one + "/validate", "{}").ok().get("message").asText())
                .startsWith("Validated source \"IT Checked\"");

        api.put(one, "{\"properties\":{\"Proxy Password\":\"s3cr3t wrong\"}}").ok();
        Answer wrong = api.post(one + "/validate", "{}");
        refused(400, "invalid_source", wrong, "401");
        api.put(
                        one,
                        "{\"properties\":{\"Proxy Password\":\"" + ServerProcess.PASSWORD
                                + "\",\"Space Slug\":\"other\"}}")
                .ok();
        refused(400, "invalid_source", api.post(one + "/validate", "{}"), "'arbor'", "'other'");
        api.put(one, "{\"properties\":{\"Web Server\":\"" + address("") + "\"}}")
                .ok();
        refused(400, "invalid_source", api.post(one + "/validate", "{}"), "404");
        Answer shown = api.get(one + "?include=properties");
        assertThat(shown.ok().at("/properties/Proxy Password").isNull()).isTrue();
        assertThat(made.text() + wrong.text() + shown.text() + server.log())
                .doesNotContain("s3cr3t wrong", ServerProcess.PASSWORD + "\"");
        api.delete(one).ok();
    }

    @Test
    void fewerThreadsStillDoTheWork() {
        store(TreeDraft.tree(GROUP, "Few").echo("e", "few").chain("start", "e"));
        int threads = api.get("/config/engine").ok().get("Threads").asInt();
        try {
            assertThat(api.put("/config/engine", "{\"Max Threads\":\"1\"}")
                            .ok()
                            .get("message")
                            .asText())
                    .contains("1 threads");
            assertThat(api.get("/config/engine").ok().get("Threads").asInt()).isEqualTo(1);
            assertThat(output("Few", "e")).isEqualTo("few");
        } finally {
            api.put("/config/engine", "{\"Max Threads\":" + threads + "}").ok();
        }
        assertThat(api.put("/config/engine", "{\"Max Threads\":1000}")
                        .ok()
                        .get("message")
                        .asText())
                .contains("arbor.engine.threads");
        api.put("/config/engine", "{\"Max Threads\":" + threads + "}").ok();
        assertThat(output("Few", "e")).isEqualTo("few");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /categories | {}",
                "PUT | /categories/x | {}",
                "DELETE | /categories/x | ",
                "POST | /categories/x/handlers | {}",
                "POST | /sources | {\"name\":\"x\"}",
                "PUT | /sources/Adhoc | {}",
                "DELETE | /sources/Adhoc | ",
                "POST | /sources/Adhoc/validate | ",
                "GET | /handlers | ",
                "GET | /config/engine | ",
                "PUT | /config/engine | {}",
                "GET | /config/db | ",
                "PUT | /config/db | {}",
                "GET | /config/server | "
            })
    void othersThanAdministratorsAreKeptAway(String method, String path, String body) {
        String content = body == null ? "" : body;
        Answer plain = api.send(
                method,
                path,
                BodyPublishers.ofString(content),
                "Content-Type",
                "application/json",
                "Authorization",
                TaskApi.basic(PLAIN_USER, ServerProcess.PASSWORD));
        refused(403, "forbidden", plain);
        Answer nobody = api.send(
                method,
                path,
                BodyPublishers.ofString(content),
                "Content-Type",
                "application/json",
                "Authorization",
                "");
        assertThat(nobody.status()).isEqualTo(401);
    }

    @Test
    void thoseWhoDrawTreesSeeCategoriesAndSources() {
        for (String path :
                List.of("/categories?include=handlers,trees", "/sources", "/notices", "/meta/sourceAdapters")) {
            Answer answer = api.send(
                    "GET",
                    path,
                    BodyPublishers.noBody(),
                    "Authorization",
                    TaskApi.basic(PLAIN_USER, ServerProcess.PASSWORD));
            answer.ok();
            assertThat(answer.text()).doesNotContain("\"properties\":[{\"name\":\"server\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /categories | {\"name\":[1]} | 400 | invalid_value",
                "POST | /categories | {\"name\":\"a\\u0000b\"} | 400 | invalid_value",
                "POST | /categories | {\"name\":\"\"} | 400 | invalid_value",
                "POST | /categories | [] | 400 | invalid_value",
                "POST | /categories | {\"name\" | 400 | malformed_json",
                "POST | /categories | {\"name\":\"x\",\"type\":\"Integrated\"} | 400 | invalid_value",
                "POST | /categories | {\"name\":\"x\",\"handlers\":\"y\"} | 400 | invalid_value",
                "POST | /categories | {\"name\":\"x\",\"handlers\":[{}]} | 400 | invalid_value",
                "POST | /categories | {\"name\":\"x\",\"handlers\":[\"nobody_v1\"]} | 404 | not_found",
                "POST | /categories | {\"name\":\"System Controls\",\"type\":\"Integrated\"} | 400 | uniqueness_violation",
                "DELETE | /categories/System%20Controls | | 400 | integrated_category",
                "GET | /categories/Nowhere | | 404 | not_found",
                "POST | /categories/Nowhere/handlers | {\"definitionId\":\"utilities_echo_v1\"} | 404 | not_found",
                "POST | /categories/Nowhere/handlers | {} | 400 | invalid_value",
                "DELETE | /categories/Nowhere/policyRules/Nothing/x | | 400 | invalid_value",
                "POST | /sources | {} | 400 | invalid_value",
                "POST | /sources | {\"name\":\"Adhoc\"} | 400 | uniqueness_violation",
                "POST | /sources | {\"name\":\"x\",\"type\":\"Remedy\"} | 400 | invalid_value",
                "POST | /sources | {\"name\":\"x\",\"status\":\"Paused\"} | 400 | invalid_value",
                "POST | /sources | {\"name\":\"x\",\"properties\":{\"Nobody\":\"y\"}} | 400 | unknown_property",
                "POST | /sources | {\"name\":\"x\",\"properties\":[]} | 400 | invalid_value",
                "POST | /sources | {\"name\":\"x\",\"policyRules\":[{\"name\":\"Nobody\",\"type\":\"API Access\"}]} | 400 |",
                "GET | /sources/Nowhere | | 404 | not_found",
                "PUT | /sources/Nowhere | {} | 404 | not_found",
                "POST | /sources/Nowhere/validate | | 404 | not_found",
                "DELETE | /sources/Kinetic%20Task | | 400 | built_in_source",
                "GET | /handlers/nobody_v1/durations | | 404 | not_found",
                "PUT | /config/engine | {\"Max Threads\":\"many\"} | 400 | invalid_value",
                "PUT | /config/engine | {\"Max Threads\":0} | 400 | invalid_value",
                "PUT | /config/engine | {\"Sleep Delay\":-1} | 400 | invalid_value",
                "PUT | /config/db | {\"hibernate.connection.username\":\"other\"} | 400 | set_elsewhere",
                "PUT | /config/server | {\"Configurator Password\":\"x\"} | 400 | set_elsewhere"
            })
    void badInputIsRefused(String method, String path, String body, int status, String errorKey) {
        Answer answer = api.send(
                method, path, BodyPublishers.ofString(body == null ? "" : body), "Content-Type", "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (errorKey != null) {
            assertThat(answer.json().path("errorKey").asText()).isEqualTo(errorKey);
        }
        assertThat(answer.json().path("message").asText()).isNotBlank().doesNotContain("Exception");
        assertThat(api.get("/categories/x").status()).isEqualTo(404);
        assertThat(api.get("/sources/x").status()).isEqualTo(404);
    }
}
