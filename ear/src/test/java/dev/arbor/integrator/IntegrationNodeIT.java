package dev.arbor.integrator;

import static dev.arbor.integrator.Documents.http;
import static dev.arbor.integrator.Documents.json;
import static dev.arbor.integrator.Documents.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Operations in workflows: what a node gives to its operation, what comes back, and what happens when a call fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegrationNodeIT {

    private static final String GROUP = "Integration";
    private static final String DEFINITION = "system_integration_v1";
    private static final String DATA = "JSON.parse(@source['Data'])";

    private final TaskApi tasks = new TaskApi(CommonServer.get());
    private final IntegratorApi api = new IntegratorApi(CommonServer.get());
    private final Target target = new Target();
    private String connection;

    @BeforeAll
    void connect() {
        connection = api.connection(http("Nodes", target.url(), null));
    }

    @AfterAll
    void close() {
        target.close();
    }

    private TreeDraft call(String name, String... parameters) {
        return TreeDraft.tree(GROUP, name).node("call", DEFINITION, parameters);
    }

    private long start(TreeDraft draft, String payload) {
        tasks.post("/trees", draft.json()).ok();
        return tasks.start("Adhoc", GROUP, draft.json().get("name").asText(), payload.replace('\'', '"'));
    }

    private static String result(JsonNode run, String node) {
        return TaskApi.task(run, node).at("/results/output").asText();
    }

    /** start - call - list - nothing - last */
    @Test
    void resultsAreTexts() {
        ObjectNode post = operation(
                "Results",
                "POST",
                "/json/{{Path Id*}}",
                "Text",
                "body.text",
                "Number",
                "body.number",
                "_Status Code",
                "statusCode",
                "Flag",
                "body.flag",
                "Nothing",
                "body.nothing",
                "Object",
                "body.object",
                "List",
                "body.list");
        ((ObjectNode) post.get("config"))
                .set(
                        "body",
                        json("{'bodyType':'raw'}")
                                .put(
                                        "raw",
                                        "{\"text\":\"{{Text}}\",\"number\":1.5,\"flag\":true,\"nothing\":null,"
                                                + "{{#Optional}}\"optional\":\"{{Optional}}\",{{/Optional}}"
                                                + "\"object\":{\"a\":{\"b\":[1,2]}},\"list\":{{{List [Array]}}}}"));
        String id = api.operation(connection, post);

        long started = start(
                call(
                                "Results",
                                "connection",
                                connection,
                                "operation",
                                "<%= " + DATA + "['operation'] %>",
                                "parameters.Path Id",
                                "<%= " + DATA + "['id'] %>",
                                "parameters.Text*",
                                "“<%= " + DATA + "['text'] %>” \"\\",
                                "parameters.Optional",
                                "",
                                "parameters.List [Array]",
                                "<%= [{'id' => 1}, {'id' => 2}].to_json %>")
                        .echo("list", "<%= JSON.parse(@results['call']['List'])[1]['id'] %>")
                        .echo("object", "<%= JSON.parse(@results['call']['Object'])['a']['b'].join('+') %>")
                        .echo("nothing", "[<%= @results['call']['Nothing'] %>]")
                        .chain("start", "call", "list", "object", "nothing"),
                "{'id':'a/b','text':'Zoë\\n☕','operation':'" + id + "'}");
        JsonNode run = tasks.await(started, "Complete");

        JsonNode results = TaskApi.task(run, "call").get("results");
        assertThat(results)
                .isEqualTo(json("{'Number':'1.5','_Status Code':'200','Flag':'true','Nothing':''}")
                        .put("Text", "“Zoë\n☕” \"\\")
                        .put("Object", "{\"a\":{\"b\":[1,2]}}")
                        .put("List", "[{\"id\":1},{\"id\":2}]"));
        assertThat(result(run, "list")).isEqualTo("2");
        assertThat(result(run, "object")).isEqualTo("1+2");
        assertThat(result(run, "nothing")).isEqualTo("[]");
        assertThat(target.received("/json/a%2Fb")).hasSize(1);
        assertThat(target.received("/json/a%2Fb").get(0).body()).doesNotContain("optional");
    }

    /** A call that a star is missing in, or that has one too many, finds its parameter all the same. */
    @Test
    void starsAreForPeople() {
        String starred =
                api.operation(connection, operation("Starred", "GET", "/echo/star/{{Id*}}", "Uri", "body.uri"));
        String plain = api.operation(connection, operation("Plain", "GET", "/echo/plain/{{Id}}", "Uri", "body.uri"));
        TreeDraft draft = TreeDraft.tree(GROUP, "Stars");
        String[][] calls = {{starred, "Id"}, {starred, "Id*"}, {plain, "Id"}, {plain, "Id*"}};
        String[] chain = {"start", "n0", "n1", "n2", "n3"};
        for (int i = 0; i < calls.length; i++) {
            draft.node(
                    "n" + i,
                    DEFINITION,
                    "connection",
                    connection,
                    "operation",
                    calls[i][0],
                    "parameters." + calls[i][1],
                    "v" + i);
        }
        JsonNode run = tasks.await(start(draft.chain(chain), "{}"), "Complete");
        for (int i = 0; i < calls.length; i++) {
            assertThat(TaskApi.task(run, "n" + i).at("/results/Uri").asText())
                    .isEqualTo("/echo/" + (i < 2 ? "star" : "plain") + "/v" + i);
        }
    }

    /** A call that was answered is a success whatever the answer is: its outputs tell. */
    @Test
    void aRefusalOfTheOtherSideIsAnAnswer() {
        String id = api.operation(
                connection,
                operation("Refused", "GET", "/status/{{Code}}", "_Error", "body.error", "_Status Code", "statusCode"));
        long started = start(
                call("Refused", "connection", connection, "operation", id, "parameters.Code", "503")
                        .chain("start", "call"),
                "{}");
        assertThat(TaskApi.task(tasks.await(started, "Complete"), "call").get("results"))
                .isEqualTo(json("{'_Error':'As you asked.','_Status Code':'503'}"));
    }

    /** A node that defers makes its call, and waits for whoever the call has told its token. */
    @Test
    void aNodeMayDefer() {
        String id = api.operation(connection, operation("Defer", "GET", "/echo/{{Token}}", "Uri", "body.uri"));
        TreeDraft draft = TreeDraft.tree(GROUP, "Defers")
                .deferring(
                        "call",
                        DEFINITION,
                        "connection",
                        connection,
                        "operation",
                        id,
                        "parameters.Token",
                        "<%= @task['Deferral Token'] %>")
                .echo("last", "<%= @results['call']['answer'] %>")
                .chain("start", "call", "last");
        long started = start(draft, "{}");
        JsonNode task = TaskApi.task(tasks.await(started, "Waiting"), "call");
        String token = task.get("token").asText();
        assertThat(target.received("/echo/" + token)).hasSize(1);
        tasks.post("/runs/task/" + token, "{\"results\":{\"answer\":\"yes\"}}").ok();
        assertThat(result(tasks.await(started, "Complete"), "last")).isEqualTo("yes");
    }

    private JsonNode failed(String name, String... parameters) {
        return error(start(call(name, parameters).echo("last", "x").chain("start", "call", "last"), "{}"));
    }

    private JsonNode error(long run) {
        tasks.await(run, "Error");
        JsonNode errors = tasks.get("/errors?runId=" + run + "&include=details,text,messages")
                .ok()
                .get("errors");
        assertThat(errors).hasSize(1);
        JsonNode error = errors.get(0);
        assertThat(error.get("type").asText()).isEqualTo("Handler Error");
        assertThat(error.get("relatedItem2Id").asText()).isEqualTo("call");
        assertThat(error.get("text").asText()).doesNotContain("dev.arbor.web");
        return error;
    }

    private void resolve(JsonNode error, String action) {
        ObjectNode body = json("{'resolution':'Looked'}").put("action", action);
        body.putArray("ids").add(error.get("id").asLong());
        tasks.post("/errors/resolve", body).ok();
    }

    @Test
    void whatIsNotThereIsNamed() {
        String id = api.operation(connection, operation("There", "GET", "/echo/{{Id*}}", "Uri", "body.uri"));
        String nobody = UUID.randomUUID().toString();
        assertThat(failed("No connection", "connection", nobody, "operation", id)
                        .get("text")
                        .asText())
                .contains("connection", nobody);
        assertThat(failed("No operation", "connection", connection, "operation", nobody)
                        .get("text")
                        .asText())
                .contains("operation", nobody);
        assertThat(failed("No id", "connection", "", "operation", id)
                        .get("text")
                        .asText())
                .contains("'connection'");
        assertThat(failed("No UUID", "connection", "Ticketing", "operation", id)
                        .get("text")
                        .asText())
                .contains("Ticketing");
        assertThat(failed("No parameter", "connection", connection, "operation", id)
                        .get("text")
                        .asText())
                .contains("Missing required parameter", "Id*");
    }

    @Test
    void anExpressionThatThrowsIsNamed() {
        String id = api.operation(connection, operation("Throws", "GET", "/echo", "First Item", "body.absent[0]"));
        assertThat(failed("Throws", "connection", connection, "operation", id)
                        .get("text")
                        .asText())
                .contains("First Item", "transform_error");
        String endless = api.operation(
                connection, operation("Endless", "GET", "/echo", "Never", "(() => { while (true) {} })()"));
        assertThat(failed("Endless", "connection", connection, "operation", endless)
                        .get("text")
                        .asText())
                .contains("Never", "transform_error");
    }

    /** Nothing listens, so the call fails; then the connection is put right and the task is tried again, or skipped. */
    @Test
    void aFailedCallIsRetriedOrSkipped() {
        String broken = api.connection(http("Broken", "http://127.0.0.1:1", null));
        String id = api.operation(broken, operation("Echo", "GET", "/echo/retried", "Uri", "body.uri"));
        JsonNode first = failed("Retried", "connection", broken, "operation", id);
        JsonNode second = failed("Skipped", "connection", broken, "operation", id);
        assertThat(first.get("text").asText()).contains("connection_error", "127.0.0.1");
        api.put(
                        "/connections/" + broken,
                        json("{'config':{}}")
                                .<ObjectNode>set("config", json("{}").put("baseUrl", target.url()))
                                .toString())
                .ok();
        resolve(first, "Retry Task");
        resolve(second, "Skip Task");
        JsonNode retried = tasks.await(first.get("runId").asLong(), "Complete");
        assertThat(TaskApi.task(retried, "call").at("/results/Uri").asText()).isEqualTo("/echo/retried");
        JsonNode skipped = tasks.await(second.get("runId").asLong(), "Complete");
        assertThat(TaskApi.task(skipped, "call").get("results")).isEmpty();
        assertThat(target.received("/echo/retried")).hasSize(1);
    }

    /** No lock is held while the call is out: the run can be read and changed; other runs go on. */
    @Test
    void aCallUnderWayHoldsNothing() {
        String id = api.operation(connection, operation("Held", "GET", "/hold/nothing", "Held", "body.held"));
        target.hold("nothing");
        long started = start(
                call("Held", "connection", connection, "operation", id)
                        .echo("last", "<%= @results['call']['Held'] %>")
                        .chain("start", "call", "last"),
                "{}");
        Await.until("the call is out", () -> target.received("/hold/nothing").size() == 1);
        assertThat(TaskApi.task(tasks.run(started, "tasks"), "call")
                        .get("status")
                        .asText())
                .as("in flight is shown as the task not being done")
                .isEqualTo("New");
        tasks.put("/runs/" + started, "{\"sourceData\":\"{}\",\"message\":\"changed meanwhile\"}")
                .ok();
        target.release("nothing");
        assertThat(result(tasks.await(started, "Complete"), "last")).isEqualTo("nothing");
        assertThat(target.received("/hold/nothing")).hasSize(1);
    }

    /** An answer that does not come in time is a failure that says so. */
    @Test
    void aCallThatTakesTooLongFails() {
        String id = api.operation(connection, operation("Slow", "GET", "/hold/long", "Held", "body.held"));
        target.hold("long");
        assertThat(failed("Slow", "connection", connection, "operation", id)
                        .get("text")
                        .asText())
                .contains("timeout", "30");
    }
}
