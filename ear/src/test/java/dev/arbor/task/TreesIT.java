package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.Checkout;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Trees over HTTP: exports of real installations, and runs that are under way while their tree is edited. */
class TreesIT {

    private static final String GROUP = "TreesIT";

    private final TaskApi api = new TaskApi(CommonServer.get());

    @Test
    void exportsOfRealInstallationsComeBackAsTheyWere() throws IOException {
        for (Path file : sharedTrees()) {
            byte[] content = Files.readAllBytes(file);
            String xml = new String(content, StandardCharsets.UTF_8);
            JsonNode imported =
                    api.upload("/trees?force=true&include=details", content).ok();
            assertThat(imported.get("messageType").asText()).as(file.toString()).isEqualTo("success");
            String title = imported.get("title").asText();
            String path = "/trees/" + TaskApi.encode(title);
            assertThat(export(path)).as(file.toString()).isEqualTo(xml);

            JsonNode tree = api.get(path + "?include=details,treeJson,treeXml,export,inputs,outputs")
                    .ok();
            assertThat(tree.get("export").asText()).isEqualTo(xml);
            assertThat(xml)
                    .contains(tree.get("treeXml").asText().lines().findFirst().orElseThrow());
            if (tree.hasNonNull("definitionId")) {
                assertThat(api.get("/trees/" + tree.get("definitionId").asText())
                                .ok()
                                .get("title")
                                .asText())
                        .isEqualTo(title);
            }
            ObjectNode byJson = tree.deepCopy();
            byJson.retain("treeJson", "versionId");
            ObjectNode byXml = tree.deepCopy();
            byXml.retain("treeXml");
            JsonNode saved = api.put(path, byJson).ok();
            assertThat(saved.at("/tree/versionId").asText())
                    .isNotEqualTo(tree.get("versionId").asText());
            JsonNode again = api.get(path + "?include=treeJson").ok();
            assertThat(again.get("treeJson").get("nodes"))
                    .isEqualTo(tree.get("treeJson").get("nodes"));
            assertThat(again.get("treeJson").get("connectors"))
                    .isEqualTo(tree.get("treeJson").get("connectors"));
            api.put(path, byXml).ok();
            assertThat(export(path)).as(file.toString()).isEqualTo(xml);
        }
    }

    /** Their handlers are not here, which is told and keeps nobody waiting. */
    @Test
    void exportsOfRealInstallationsRunAsFarAsTheyCan() throws IOException {
        for (Path file : sharedTrees()) {
            JsonNode tree =
                    api.upload("/trees?force=true", Files.readAllBytes(file)).ok();
            long id = api.start(
                    tree.get("sourceName").asText(),
                    tree.get("sourceGroup").asText(),
                    tree.get("name").asText(),
                    "{}");
            Await.until("run " + id + " of " + file + " ends or says why not", () -> List.of("Error", "Complete")
                    .contains(api.run(id, "").get("state").asText()));
            JsonNode run = api.run(id, "exceptions,exceptions.text,tasks");
            for (JsonNode error : run.get("exceptions")) {
                assertThat(error.get("summary").asText()).isNotBlank();
                assertThat(error.get("text").asText()).contains("PROBLEM", "ROOT CAUSE");
                assertThat(error.get("type").asText()).isNotEqualTo("Unidentified Error");
            }
        }
    }

    @Test
    void anUnknownHandlerIsAnErrorOnceItIsReached() {
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Unknown")
                                .node("u_1", "nobody_has_it_v3")
                                .node("r_2", "routine_nobody_has_v1")
                                .chain("start", "u_1")
                                .chain("start", "r_2")
                                .json())
                .ok();
        JsonNode run = api.await(api.start("Adhoc", GROUP, "Unknown", "{}"), "Error");
        Await.until(
                "both are told",
                () -> api.run(run.get("id").asLong(), "").get("errorCount").asInt() == 2);
        List<String> types =
                api.run(run.get("id").asLong(), "exceptions").get("exceptions").findValuesAsText("type");
        assertThat(types).containsExactlyInAnyOrder("Missing Handler Error", "Missing Routine Error");
        assertThat(TaskApi.task(run, "u_1").get("status").asText()).isEqualTo("New");
        assertThat(api.get("/trees/missing").ok().get("missingRoutines").findValuesAsText("definitionId"))
                .contains("routine_nobody_has_v1");
    }

    @Test
    void aRunStaysOnTheVersionItStartedWith() {
        String title = create("Pinned", "zero");
        long pinned = api.start("Adhoc", GROUP, "Pinned", "{}");
        String token = token(api.await(pinned, "Waiting"));
        change(title, draft("Pinned", "one"));
        long fresh = api.start("Adhoc", GROUP, "Pinned", "{}");
        String other = token(api.await(fresh, "Waiting"));
        api.post("/runs/task/" + token, "{}").ok();
        api.post("/runs/task/" + other, "{}").ok();

        assertThat(output(api.await(pinned, "Complete"))).isEqualTo("zero");
        assertThat(output(api.await(fresh, "Complete"))).isEqualTo("one");
        assertThat(api.run(pinned, "details").get("treeVersion").asInt()).isZero();
        assertThat(api.get(title + "?version=0&include=treeJson").ok().toString())
                .contains("zero")
                .doesNotContain("one\"");
        assertThat(api.get(title + "?version=0").ok().get("versionId").asText()).isEqualTo("0");
    }

    @Test
    void retryTaskTakesARunToTheNewestVersion() {
        String title = create("Fixed", "<%= @results['absent'] %>");
        long id = api.start("Adhoc", GROUP, "Fixed", "{}");
        api.post("/runs/task/" + token(api.await(id, "Waiting")), "{}").ok();
        api.await(id, "Error");
        change(title, draft("Fixed", "repaired"));
        long error = api.get("/errors?runId=" + id + "&include=details")
                .ok()
                .at("/errors/0/id")
                .asLong();
        api.post("/errors/resolve", "{\"ids\":[" + error + "],\"action\":\"Retry Task\",\"resolution\":\"fixed\"}")
                .ok();

        assertThat(output(api.await(id, "Complete"))).isEqualTo("repaired");
        assertThat(api.run(id, "details").get("treeVersion").asInt()).isEqualTo(1);
    }

    @Test
    void aRunCanBeMovedToAnotherVersion() {
        String title = create("Moved", "zero");
        long id = api.start("Adhoc", GROUP, "Moved", "{}");
        String token = token(api.await(id, "Waiting"));
        change(title, draft("Moved", "one"));
        api.put("/runs/" + id, "{\"treeVersion\":1,\"message\":\"moved\"}").ok();
        api.post("/runs/task/" + token, "{}").ok();

        assertThat(output(api.await(id, "Complete"))).isEqualTo("one");
        assertThat(api.run(id, "audits").get("audits").findValuesAsText("message"))
                .contains("moved");
    }

    @Test
    void runsOfAPausedTreeAreStagedUntilItIsActiveAgain() {
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Paused")
                                .echo("e_1", "x")
                                .chain("start", "e_1")
                                .json())
                .ok();
        String title = "/trees/" + TaskApi.encode("Adhoc :: " + GROUP + " :: Paused");
        api.put(title, "{\"status\":\"Paused\"}").ok();
        long id = api.start("Adhoc", GROUP, "Paused", "{}");
        JsonNode staged = api.run(id, "triggers,tasks");
        assertThat(staged.get("status").asText()).isEqualTo("Staged");
        assertThat(staged.get("tasks")).isEmpty();
        assertThat(staged.at("/triggers/0/mode").asText()).isEqualTo("Staged");
        api.put(title, "{\"status\":\"Active\"}").ok();
        api.await(id, "Complete");

        api.put(title, "{\"status\":\"Inactive\"}").ok();
        assertThat(api.post(TaskApi.startOf("Adhoc", GROUP, "Paused"), "{}").status())
                .isEqualTo(400);
    }

    private String create(String name, String output) {
        api.post("/trees", draft(name, output)).ok();
        return "/trees/" + TaskApi.encode("Adhoc :: " + GROUP + " :: " + name);
    }

    private static ObjectNode draft(String name, String output) {
        return TreeDraft.tree(GROUP, name)
                .deferring("wait_1", "utilities_defer_v1", "deferral_value", "")
                .echo("last_2", output)
                .chain("start", "wait_1", "last_2")
                .json();
    }

    private void change(String title, ObjectNode draft) {
        draft.retain("treeJson");
        api.put(title, draft.put("versionId", "0")).ok();
    }

    private static String token(JsonNode run) {
        return TaskApi.task(run, "wait_1").get("token").asText();
    }

    private static String output(JsonNode run) {
        return TaskApi.task(run, "last_2").at("/results/output").asText();
    }

    private String export(String path) {
        return api.get(path + "/export").ok().get("tree").asText();
    }

    /** They lie beside the project on some machines and are no part of it. */
    private static List<Path> sharedTrees() throws IOException {
        Path folder = Checkout.root().resolveSibling("shared").resolve("trees");
        if (!Files.isDirectory(folder)) {
            String skipped = "SKIPPED: no exports of real installations in " + folder;
            System.err.println(skipped);
            Assumptions.abort(skipped);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
