package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An em dash, an emoji and accented letters go through every field untouched. */
class UnicodeIT {

    private static final String ODD = "Zoë — 👩‍🚀 São 東京 é";
    private static final String GROUP = "Grüße — 👋";

    private final TaskApi api = new TaskApi(CommonServer.get());

    @Test
    void throughTreesRunsResultsAndMessages() {
        String name = "Tree " + ODD;
        TreeDraft draft = TreeDraft.tree(GROUP, name)
                .node("echo_1", "Node " + ODD, "utilities_echo_v1", false, "input", ODD + " <%= @source['Data'] %>")
                .message("Complete", "Done " + ODD)
                .deferring("defer_2", "utilities_defer_v1", "deferral_value", ODD)
                .echo(
                        "echo_3",
                        "<%= @results['Node " + ODD + "']['output'] %>|<%= @results['defer_2']['Größe'] %>"
                                + "|<%= @trigger['Message'] %>|<%= 'é👋'.length %>|<%= @source['Group'] %>")
                .chain("start", "echo_1")
                .connect("echo_1", "defer_2", "Complete", "@source['Data'].include?('👩‍🚀') && '— é'.length == 3")
                .chain("defer_2", "echo_3");
        api.post("/trees", draft.json().put("notes", ODD)).ok();
        String title = "Adhoc :: " + GROUP + " :: " + name;
        String path = "/trees/" + TaskApi.encode(title);

        JsonNode tree = api.get(path + "?include=treeJson").ok();
        assertThat(tree.get("title").asText()).isEqualTo(title);
        assertThat(tree.get("notes").asText()).isEqualTo(ODD);
        assertThat(tree.get("treeJson").get("nodes").findValuesAsText("name")).contains("Node " + ODD);
        assertThat(api.get("/trees?groupFragment=" + TaskApi.encode("GRÜSSE — 👋".replace("SS", "ß")))
                        .ok()
                        .get("count")
                        .asInt())
                .isPositive();

        String xml = api.get(path + "/export").ok().get("tree").asText();
        api.delete(path).ok();
        api.upload("/trees?force=true", xml.getBytes(StandardCharsets.UTF_8)).ok();
        assertThat(api.get(path + "/export").ok().get("tree").asText())
                .isEqualTo(xml)
                .contains(ODD, GROUP);

        for (String type : new String[] {"text/plain", "text/plain;charset=UTF-8", "application/json"}) {
            String sent = type.contains("json") ? "{\"name\":\"" + ODD + "\"}" : ODD;
            JsonNode started = start(name, type, sent);
            assertThat(start(name, type, sent).get("runId")).as("same key").isEqualTo(started.get("runId"));
            long id = started.get("runId").asLong();
            JsonNode run = api.await(id, "Waiting");
            assertThat(run.get("sourceData").asText()).isEqualTo(sent);
            String token = TaskApi.task(run, "defer_2").get("token").asText();
            api.post(
                            "/runs/task/" + token,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("message", "M " + ODD)
                                    .put("results", "<results><result name=\"Größe\">R " + ODD + "</result></results>"))
                    .ok();
            run = api.await(id, "Complete");
            assertThat(TaskApi.task(run, "echo_1").at("/results/output").asText())
                    .isEqualTo(ODD + " " + sent);
            assertThat(TaskApi.task(run, "echo_3").at("/results/output").asText())
                    .isEqualTo(ODD + " " + sent + "|R " + ODD + "|M " + ODD + "|2|" + GROUP);
            assertThat(TaskApi.task(run, "defer_2").at("/deferredResults/Größe").asText())
                    .isEqualTo("R " + ODD);
            assertThat(TaskApi.task(api.run(id, "tasks,tasks.messages"), "echo_1")
                            .toString())
                    .contains("Done " + ODD);
        }
        JsonNode found = api.get("/runs?group=" + TaskApi.encode(GROUP) + "&tree=" + TaskApi.encode(name))
                .ok();
        assertThat(found.get("count").asInt()).isEqualTo(3);
    }

    @Test
    void throughAnError() {
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Error")
                                .node(
                                        "echo_1",
                                        "Fehler é 👋",
                                        "utilities_echo_v1",
                                        false,
                                        "input",
                                        "<%= @results['" + ODD + "'] %>")
                                .chain("start", "echo_1")
                                .json())
                .ok();
        long id = api.start("Adhoc", GROUP, "Error", "{}");
        JsonNode error = api.await(id, "Error").get("exceptions").get(0);
        assertThat(error.get("summary").asText()).contains("Fehler é 👋");
        assertThat(error.get("text").asText()).contains(ODD);
        long errorId = api.get("/errors?runId=" + id + "&include=details")
                .ok()
                .at("/errors/0/id")
                .asLong();
        api.post(
                        "/errors/resolve",
                        "{\"ids\":[" + errorId + "],\"action\":\"Do Nothing\",\"resolution\":\"" + ODD + "\"}")
                .ok();
        assertThat(api.get("/errors/" + errorId + "?include=messages")
                        .ok()
                        .get("messages")
                        .toString())
                .contains(ODD);
    }

    private JsonNode start(String name, String type, String sent) {
        return api.send(
                        "POST",
                        TaskApi.startOf("Adhoc", GROUP, name),
                        BodyPublishers.ofString(sent, StandardCharsets.UTF_8),
                        "Content-Type",
                        type,
                        "Idempotency-Key",
                        "key-" + type)
                .ok();
    }
}
