package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import dev.arbor.testing.handler.HandlerDraft;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every operation of the published description is called, and its answer checked. Those of which there is none yet are
 * listed in {@code later-operations.txt}: the list shrinks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaskApiContractIT {

    private static final String GROUP = "Contract";
    private static final String TITLE = "/trees/" + TaskApi.encode("Adhoc :: Contract :: Waits");
    private static final String EVERYTHING =
            "details,bindings,categories,export,inputs,outputs,treeJson,treeXml,audits,children,exceptions,"
                    + "exceptions.text,parent,sourceData,tasks,tasks.details,tasks.messages,triggers,text,messages,run,"
                    + "engineIdentification,branchHeadTrigger,tree";

    /** They are there, and refuse: what they act upon cannot be made from outside yet. */
    private static final Set<String> WITHOUT_OBJECT = Set.of(
            "PUT /triggers/{id}", "GET /systemErrors/{id}", "DELETE /systemErrors/{id}", "POST /systemErrors/resolve");

    private final TaskApi api = new TaskApi(CommonServer.get());
    private PublishedApi published;

    @BeforeAll
    void create() {
        published = PublishedApi.read();
        api.post(
                        "/trees",
                        TreeDraft.routine("routine_contract_v1", "Contract Routine")
                                .input("In")
                                .output("Out")
                                .node("return_1", "system_tree_return_v1", "Out", "<%= @inputs['In'] %>")
                                .chain("start", "return_1")
                                .json())
                .ok();
        published.check(
                "POST /trees",
                api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Waits")
                                .deferring("call_1", "routine_contract_v1", "In", "x")
                                .deferring("defer_2", "utilities_defer_v1", "deferral_value", "")
                                .message("Create", "Waiting")
                                .echo("bad_3", "<%= @results['absent'] %>")
                                .echo("missing_4", "x")
                                .chain("start", "call_1", "defer_2", "bad_3")
                                .json()));
    }

    @Test
    @Order(1)
    void trees() {
        JsonNode page = published.check("GET /trees", api.get("/trees?include=" + EVERYTHING));
        page.get("trees").forEach(tree -> published.checkComplete("Tree", tree));
        published.checkComplete("Tree", published.check("GET /trees/{title}", api.get(TITLE)));
        JsonNode tree = published.check("GET /trees/{title}", api.get(TITLE + "?include=" + EVERYTHING));
        assertThat(tree.get("id").isIntegralNumber()).isTrue();
        assertThat(tree.get("treeJson").get("schemaVersion").isTextual()).isTrue();
        published.check(
                "GET /trees/{title}", api.get("/trees/guid/" + tree.get("guid").asText()));

        JsonNode changed =
                published.check("PUT /trees/{title}", api.put(TITLE, "{\"notes\":\"n\",\"versionId\":\"0\"}"));
        assertThat(changed.at("/tree/notes").asText()).isEqualTo("n");
        assertThat(changed.get("notes").asText()).isEqualTo("n");
        published.check("GET /trees/{title}/export", api.get(TITLE + "/export"));
        published.check("GET /trees/{title}/counts", api.get(TITLE + "/counts"));
        JsonNode usage =
                published.check("GET /trees/{definitionId}/usage", api.get("/trees/routine_contract_v1/usage"));
        assertThat(usage.get("totalNodes").asInt()).isEqualTo(1);
        published.check("GET /trees/missing", api.get("/trees/missing"));
        published.check("POST /trees/{title}/clone", api.post(TITLE + "/clone", "{\"name\":\"Copy\"}"));
        String copy = TITLE.replace("Waits", "Copy");
        published.check("DELETE /trees/{title}", api.delete(copy));
        published.check("POST /trees/{title}/restore", api.post(copy + "/restore", ""));
        api.delete(copy).ok();
    }

    @Test
    @Order(2)
    void runsTasksAndTriggers() {
        JsonNode started =
                published.check("POST /runs", api.post(TaskApi.startOf("Adhoc", GROUP, "Waits"), "{\"a\":1}"));
        assertThat(started.get("runId").isTextual()).isTrue();
        assertThat(started.get("messageType").asText()).isEqualTo("success");
        long id = started.get("runId").asLong();
        assertThat(started.at("/run/id").asLong()).isEqualTo(id);
        assertThat(started.get("message").asText()).isEqualTo("Initiated run #" + id + ".");
        Await.until("the run waits", () -> !token(id).isEmpty());

        JsonNode run = published.check("GET /runs/{id}", api.get("/runs/" + id + "?include=" + EVERYTHING));
        published.checkComplete("Run", run);
        assertThat(run.get("sourceData").asText()).isEqualTo("{\"a\":1}");
        run.get("tasks").forEach(task -> published.checkComplete("RunTask", task));
        run.get("triggers").forEach(trigger -> published.checkComplete("Trigger", trigger));
        assertThat(run.get("children")).hasSize(1);
        published.checkComplete(
                "Run", published.check("GET /runs/{id}", api.get("/runs/" + id)), "inputs", "outputs", "sourceData");
        published.check("GET /runs", api.get("/runs?include=" + EVERYTHING));
        published.check(
                "PUT /runs/{id}", api.put("/runs/" + id, "{\"sourceData\":\"{\\\"a\\\":2}\",\"message\":\"m\"}"));
        assertThat(api.run(id, "audits").get("audits")).hasSize(1);

        JsonNode tasks = published.check("GET /runs/{id}/tasks", api.get("/runs/" + id + "/tasks?include=details"));
        long task = tasks.at("/tasks/0/id").asLong();
        String taskPath = "/runs/" + id + "/tasks/" + task;
        published.checkComplete("RunTask", published.check("GET /runs/{id}/tasks/{taskId}", api.get(taskPath)));
        published.check(
                "PUT /runs/{id}/tasks/{taskId}", api.put(taskPath, "{\"results\":{\"x\":\"1\"},\"message\":\"m\"}"));

        String token = token(id);
        published.check("PUT /runs/task/{token}", api.put("/runs/task/" + token, "{\"message\":\"half\"}"));
        published.check("POST /runs/task/{token}", api.post("/runs/task/" + token, "{\"results\":\"<results/>\"}"));
        Await.until(
                "the error is there", () -> api.run(id, "").get("errorCount").asInt() == 1);

        published.check(
                "POST /runs/{id}/triggers",
                api.post("/runs/" + id + "/triggers", "{\"nodeId\":\"missing_4\",\"scheduledAt\":\"2999-01-01\"}"));
        JsonNode scheduled = published.check(
                "GET /triggers/scheduled", api.get("/triggers/scheduled?runId=" + id + "&include=" + EVERYTHING));
        assertThat(scheduled.get("count").asInt()).isEqualTo(1);
        long trigger = scheduled.at("/triggers/0/id").asLong();
        published.check("GET /triggers", api.get("/triggers?include=" + EVERYTHING));
        published.check("GET /triggers/backlog", api.get("/triggers/backlog"));
        published.check("GET /triggers/{id}", api.get("/triggers/" + trigger + "?include=" + EVERYTHING));
        published.checkRefusal(api.put("/triggers/" + trigger, "{\"status\":\"Unpaused\"}"));
        published.check("DELETE /triggers/{id}", api.delete("/triggers/" + trigger));
        published.check("GET /triggers/paused", api.get("/triggers/paused"));
    }

    @Test
    @Order(3)
    void errors() {
        JsonNode page = published.check("GET /errors", api.get("/errors?group=" + GROUP + "&include=" + EVERYTHING));
        JsonNode error = page.at("/errors/0");
        published.checkComplete("Error", error, "messages\"");
        assertThat(error.get("type").asText()).isEqualTo("Node Parameter Error");
        assertThat(error.get("summary").asText()).contains("input", "bad_3", "IndexError");
        assertThat(error.get("text").asText()).contains("PROBLEM", "ROOT CAUSE", "STACK TRACE");
        long id = error.get("id").asLong();
        published.check("GET /errors/{id}", api.get("/errors/" + id + "?include=" + EVERYTHING));
        published.check(
                "POST /errors/resolve",
                api.post("/errors/resolve", "{\"ids\":[" + id + "],\"action\":\"Skip Task\",\"resolution\":\"r\"}"));
        Await.until(
                "it is handled",
                () -> api.get("/errors/" + id).ok().get("status").asText().equals("Handled"));
        assertThat(api.get("/errors/" + id + "?include=messages")
                        .ok()
                        .at("/messages/0/text")
                        .asText())
                .contains("r");
        published.check("DELETE /errors/{id}", api.delete("/errors/" + id));
        published.checkRefusal(api.get("/errors/" + id));
        published.check("GET /systemErrors", api.get("/systemErrors?include=" + EVERYTHING));
    }

    @Test
    @Order(4)
    void theRest() {
        published.check("POST /engine", api.post("/engine", "{\"action\":\"start\",\"asynchronous\":\"false\"}"));
        published.checkComplete("Engine", published.check("GET /engine", api.get("/engine")));
        published.checkComplete("Environment", published.check("GET /environment", api.get("/environment")));
        published.check("GET /version", api.get("/version"));
        published.check("GET /meta/availableErrorActions", api.get("/meta/availableErrorActions"));
        published.check("GET /meta/sourceAdapters", api.get("/meta/sourceAdapters"));
        published.check("POST /sources", api.post("/sources", "{\"name\":\"Contract Source\",\"type\":\"Adhoc\"}"));
        published.check("GET /sources", api.get("/sources"));
        published.check("GET /sources/{name}", api.get("/sources/Adhoc"));
        for (String path : List.of("/version", "/runs?limit=1", TITLE)) {
            assertThat(api.get("//kinetic-task/app/api/v2" + path).text())
                    .isEqualTo(api.get(path).text());
        }
    }

    @Test
    @Order(5)
    void deletedRuns() {
        long id = api.get("/runs?group=" + GROUP + "&include=details")
                .ok()
                .at("/runs/0/id")
                .asLong();
        published.check("DELETE /runs/{id}", api.delete("/runs/" + id));
        published.checkRefusal(api.get("/runs/" + id));
    }

    @Test
    @Order(6)
    void handlers() {
        byte[] zip = HandlerDraft.of("contract_handler", 1)
                .parameter("name", "nobody")
                .property("password", "", true)
                .executing("results('output' => @p['name'])")
                .zip();
        String everything = "?include=details,properties,parameters,results,categories,audits";
        published.check("POST /handlers", api.uploadPackage("/handlers", zip));
        published.check("GET /handlers", api.get("/handlers" + everything));
        String one = "/handlers/contract_handler_v1";
        JsonNode handler = published.check("GET /handlers/{definitionId}", api.get(one + everything));
        assertThat(handler.get("definitionId").asText()).isEqualTo("contract_handler_v1");
        published.check("PUT /handlers/{definitionId}", api.put(one, "{\"properties\":{\"password\":\"x\"}}"));
        JsonNode missing = published.check("GET /handlers/missing", api.get("/handlers/missing"));
        assertThat(missing.get("missingHandlers").findValuesAsText("definitionId"))
                .doesNotContain("contract_handler_v1");
        published.check("DELETE /handlers/{definitionId}", api.delete(one));
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void catalog() {
        new CatalogContract(published, api).call();
    }

    @Test
    @Order(6)
    void access() {
        new AccessContract(published, api).check();
    }

    /** The last word: what was called and what comes later are all that is described. */
    @Test
    @Order(7)
    void nothingIsForgotten() throws IOException {
        Set<String> never = published.operations();
        never.removeAll(published.checked());
        System.out.println("Departures of the Task API from its description:");
        published.departures().forEach(each -> System.out.println("  " + each));
        System.out.println("Operations of the Task API that are never called: " + never.size());
        never.forEach(each -> System.out.println("  " + each));
        for (String operation : WITHOUT_OBJECT) {
            assertThat(never.remove(operation)).as(operation).isTrue();
            published.checkRefusal(send(operation));
        }
        Set<String> later = later();
        assertThat(never).isEqualTo(later);
        for (String operation : later) {
            int status = send(operation).status();
            assertThat(status)
                    .as(operation + " is there; take it off the list and call it")
                    .isIn(404, 405);
        }
    }

    private TaskApi.Answer send(String operation) {
        String[] words = operation.split(" ");
        return api.send(
                words[0],
                words[1].replaceAll("\\{[^}]*}", "1"),
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "application/json");
    }

    private static Set<String> later() throws IOException {
        try (InputStream list = TaskApiContractIT.class.getResourceAsStream("later-operations.txt")) {
            return new TreeSet<>(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        }
    }

    private String token(long run) {
        for (JsonNode task : api.get("/runs/" + run + "/tasks").ok().get("tasks")) {
            if (task.get("nodeId").asText().equals("defer_2")
                    && task.get("status").asText().equals("Work In Progress")) {
                return task.get("token").asText();
            }
        }
        return "";
    }
}
