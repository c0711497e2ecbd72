package dev.arbor.platform;

import static dev.arbor.platform.CoreClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.Seed;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What the workflow reference says about workflows of forms, as it is written: the approval in its three steps, the node
 * that updates a submission, the loop over the values of a field, and the addresses that are asked when a run stands still.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedApprovalsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KAPP = "/kapps/seed-approvals";
    private static final String COMMON = "Common Handler";

    private final ServerProcess server = CommonServer.get();
    private final TaskApi api = new TaskApi(server);
    private final CoreClient core = new CoreClient(api);
    private Seed seed;
    private String connection;
    private String update;
    private String create;

    @BeforeAll
    void prepare() {
        seed = Seed.read("workflow-xml.txt");
        core.send("DELETE", KAPP, null);
        core.kapp("seed-approvals");
        form("request", "Request", "Summary", "Status", "Selected Users");
        form("approval", "Approval", "Deferral Token", "Decision", "Request Id");
        connectToItself();
    }

    private void form(String slug, String name, String... fields) {
        ObjectNode form = object().put("name", name).put("slug", slug).put("status", "Active");
        ObjectNode page = form.putArray("pages").addObject();
        page.put("type", "page").put("name", "Page 1").put("renderType", "submittable");
        for (String field : fields) {
            boolean several = field.startsWith("Selected");
            ObjectNode element = page.withArray("elements")
                    .addObject()
                    .put("type", "field")
                    .put("name", field)
                    .put("renderType", several ? "checkbox" : "text")
                    .put("dataType", several ? "json" : "string");
            if (several) {
                element.putArray("choices");
            }
        }
        core.post(KAPP + "/forms", form);
    }

    /** "Connection/Operation pairs on your Kinetic Platform connection", which are the author's to make. */
    private void connectToItself() {
        IntegratorApi integrator = new IntegratorApi(server);
        ObjectNode platform = object().put("name", "Kinetic Platform")
                .put("type", "HTTP")
                .put("url", server.uri("/app/api/v1").toString());
        platform.putObject("credentials")
                .put("type", "basic")
                .put("username", ServerProcess.ADMIN)
                .put("password", ServerProcess.PASSWORD);
        connection = integrator.connection(platform);
        update = integrator.operation(
                connection, operation("Update Submission", "PUT", "/submissions/{{Submission Id}}"));
        create = integrator.operation(
                connection, operation("Create Submission", "POST", "/kapps/{{Kapp}}/forms/{{Form}}/submissions"));
    }

    private static ObjectNode operation(String name, String method, String path) {
        ObjectNode operation = object().put("name", name);
        ObjectNode config = operation
                .putObject("config")
                .put("configType", "http")
                .put("method", method)
                .put("path", path);
        config.putObject("headers").put("Content-Type", "application/json");
        config.putObject("body")
                .put("bodyType", "raw")
                .put(
                        "raw",
                        "{\n  {{#Core State}}\n    \"coreState\": \"{{Core State}}\",\n  {{/Core State}}\n"
                                + "  {{#Values [Object]}}\n    \"values\": {{{Values [Object]}}},\n  {{/Values [Object]}}\n}");
        ObjectNode outputs = operation.putObject("outputs");
        outputs.putObject("Id").put("value", "body.submission?.id");
        outputs.putObject("_Error").put("value", "body.error");
        outputs.putObject("_Status Code").put("value", "statusCode");
        return operation;
    }

    /** Step 1 is the workflow of the request, step 2 that of the approval, step 3 what comes after the decision. */
    @Test
    @Order(1)
    void theApprovalInThreeSteps() {
        ObjectNode request = object().put("name", "Request").put("event", "Submission Submitted");
        request.put("filter", "values('Status') == \"Open\"").put("treeXml", requestTree());
        core.post(KAPP + "/forms/request/workflows", request);
        core.workflow(
                KAPP,
                "Decide",
                "Submission Submitted",
                "form('name') == \"Approval\"",
                TreeDraft.tree("-", "-")
                        .node(
                                "utilities_create_trigger_v1_1",
                                "utilities_create_trigger_v1",
                                "action_type",
                                "Complete",
                                "deferral_token",
                                "<%= @values['Deferral Token'] %>",
                                "deferred_variables",
                                "<results><result name=\"Decision\"><%= @values['Decision'] %></result></results>",
                                "message",
                                "")
                        .node(
                                "system_integration_v1_2",
                                "system_integration_v1",
                                parameters("Submission Id", "<%= @submission['Id'] %>", "Core State", "Closed"))
                        .chain("start", "utilities_create_trigger_v1_1", "system_integration_v1_2"));

        core.submit("seed-approvals", "request", "Submitted", "Summary", "Not yet", "Status", "New");
        String id = core.submit("seed-approvals", "request", "Submitted", "Summary", "A laptop", "Status", "Open");
        Await.until(
                "the approval is asked for",
                () -> core.runs(id).size() == 1
                        && deferred(core.runs(id).get(0).get("id").asLong()));
        long run = core.runs(id).get(0).get("id").asLong();
        JsonNode task = TaskApi.task(api.run(run, "tasks,tasks.details"), "system_integration_v1_2");
        assertThat(task.get("token").asText()).isNotBlank();
        assertThat(submission(id).at("/values/Status").asText()).isEqualTo("Pending Approval");

        JsonNode approvals = core.get(KAPP + "/forms/approval/submissions?include=values,details");
        assertThat(approvals.get("submissions")).hasSize(1);
        JsonNode approval = approvals.at("/submissions/0");
        String approvalId = approval.get("id").asText();
        assertThat(approval.get("coreState").asText()).isEqualTo("Draft");
        assertThat(approval.at("/values/Deferral Token").asText())
                .isEqualTo(task.get("token").asText());
        assertThat(approval.at("/values/Request Id").asText()).isEqualTo(id);
        ObjectNode decision = object().put("coreState", "Submitted");
        decision.putObject("values").put("Decision", "Approved");
        core.put("/submissions/" + approvalId, decision);

        JsonNode done = api.await(run, "Complete");
        JsonNode closed = TaskApi.task(done, "system_integration_v1_2");
        assertThat(closed.get("status").asText()).isEqualTo("Closed");
        assertThat(closed.at("/deferredResults/Decision").asText()).isEqualTo("Approved");
        assertThat(closed.at("/results/Id").asText())
                .as("what the node had before stays with it")
                .isEqualTo(approvalId);
        assertThat(submission(id).at("/values/Status").asText()).isEqualTo("Approved");
        core.awaitRuns(approvalId, 1);
        assertThat(submission(approvalId).get("coreState").asText()).isEqualTo("Closed");
        assertThat(done.get("exceptions")).isEmpty();
        lookedInto(run);
    }

    private boolean deferred(long run) {
        for (JsonNode task : api.run(run, "tasks").get("tasks")) {
            if (task.get("nodeId").asText().equals("system_integration_v1_2")) {
                return task.get("status").asText().equals("Work In Progress");
            }
        }
        return false;
    }

    private JsonNode submission(String id) {
        return core.get("/submissions/" + id + "?include=details,values").get("submission");
    }

    private String[] parameters(String... inputs) {
        String[] all = new String[inputs.length + 4];
        all[0] = "connection";
        all[1] = connection;
        all[2] = "operation";
        all[3] = update;
        for (int i = 0; i < inputs.length; i += 2) {
            all[i + 4] = "parameters." + inputs[i];
            all[i + 5] = inputs[i + 1];
        }
        return all;
    }

    /** In the file's form, with all that a node of it has. */
    private String requestTree() {
        return """
                <taskTree builder_version="" schema_version="1.0" version="1">
                <name>Request</name>
                <author></author>
                <notes></notes>
                <lastID>3</lastID>
                <request>
                """
                + node("system_start_v1", "start", "Start", false, "", "system_integration_v1_1")
                + node(
                        "system_integration_v1",
                        "system_integration_v1_1",
                        "Pending",
                        false,
                        xml(parameters(
                                "Submission Id",
                                "<%= @submission['Id'] %>",
                                "Values [Object]",
                                "{\"Status\": \"Pending Approval\"}")),
                        "system_integration_v1_2")
                + node(
                        "system_integration_v1",
                        "system_integration_v1_2",
                        "Create Approval",
                        true,
                        xml(
                                "connection",
                                connection,
                                "operation",
                                create,
                                "parameters.Kapp",
                                "<%= @kapp['Slug'] %>",
                                "parameters.Form",
                                "approval",
                                "parameters.Core State",
                                "Draft",
                                "parameters.Values [Object]",
                                "{\"Deferral Token\": \"<%= @task['Deferral Token'] %>\","
                                        + " \"Request Id\": \"<%= @submission['Id'] %>\"}"),
                        "system_integration_v1_3")
                + node(
                        "system_integration_v1",
                        "system_integration_v1_3",
                        "Decided",
                        false,
                        xml(parameters(
                                "Submission Id",
                                "<%= @submission['Id'] %>",
                                "Values [Object]",
                                "{\"Status\": \"<%= @results['Create Approval']['Decision'] %>\"}")),
                        "")
                + "</request></taskTree>";
    }

    private static String node(
            String definition, String id, String name, boolean defers, String parameters, String next) {
        String messages = defers
                ? "<message type=\"Create\"></message><message type=\"Update\"></message>"
                        + "<message type=\"Complete\"></message>"
                : "<message type=\"Complete\"></message>";
        String dependents = next.isEmpty() ? "" : "<task label=\"\" type=\"Complete\" value=\"\">" + next + "</task>";
        return """
                <task definition_id="%s" id="%s" name="%s" x="10" y="10">
                <version>1</version><configured>true</configured>
                <defers>%s</defers><deferrable>%s</deferrable><visible>true</visible>
                <parameters>%s</parameters><messages>%s</messages><dependents>%s</dependents>
                </task>
                """.formatted(definition, id, name, defers, defers, parameters, messages, dependents);
    }

    private static String xml(String... parameters) {
        StringBuilder xml = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            xml.append("<parameter id=\"")
                    .append(parameters[i])
                    .append("\" label=\"\" required=\"true\" tooltip=\"\">");
            xml.append(parameters[i + 1].replace("&", "&amp;").replace("<", "&lt;"));
            xml.append("</parameter>\n");
        }
        return xml.toString();
    }

    /** What the reference asks about a run, with the include that it lists. */
    private void lookedInto(long run) {
        String include = seed.block("Runs API", "GET /runs/{runId}").strip().replace("GET /runs/{runId}", "");
        JsonNode looked = api.get("/runs/" + run + include).ok();
        assertThat(looked.get("tasks")).hasSize(4);
        assertThat(looked.get("sourceData").asText()).contains("\"submission\"", "A laptop");
        JsonNode triggers =
                api.get("/triggers?runId=" + run + "&include=details").ok().get("triggers");
        assertThat(triggers.findValuesAsText("action")).contains("Root");
        assertThat(triggers.findValuesAsText("nodeId")).contains("start");
        JsonNode trees = api.get("/trees?limit=500").ok().get("trees");
        String title = trees.findValuesAsText("title").stream()
                .filter(each -> each.endsWith(":: Request") && each.startsWith("Kinetic Request CE"))
                .findFirst()
                .orElseThrow();
        assertThat(api.get("/trees/" + TaskApi.encode(title) + "/export").ok().toString())
                .contains("<sourceName>Kinetic Request CE</sourceName>", "Create Approval");
        assertThat(api.get("/sources").ok().findValuesAsText("name")).contains("Kinetic Request CE");
    }

    /** The document of the node that updates a submission, with nothing but the ids put in. */
    @Test
    @Order(2)
    void theUpdateOfASubmissionAsItIsWritten() {
        ArrayNode written = (ArrayNode) json(seed.document(COMMON, "parameters.Core State")
                        .replace("<connection-uuid>", connection)
                        .replace("<operation-uuid>", update))
                .get("parameters");
        TreeDraft tree = TreeDraft.tree("-", "-")
                .node("system_integration_v1_1", "system_integration_v1")
                .echo("utilities_echo_v1_2", "<%= @results['system_integration_v1_1']['_Status Code'] %>")
                .chain("start", "system_integration_v1_1", "utilities_echo_v1_2");
        ((ObjectNode) tree.json().at("/treeJson/nodes/1")).set("parameters", written);
        core.workflow(
                KAPP + "/forms/request", "Update", "Submission Submitted", "values('Status') == 'To update'", tree);
        String id = core.submit("seed-approvals", "request", "Submitted", "Status", "To update");
        assertThat(TaskApi.task(core.awaitRuns(id, 1), "utilities_echo_v1_2")
                        .at("/results/output")
                        .asText())
                .isEqualTo("200");
        assertThat(submission(id).at("/values/Status").asText()).isEqualTo("Pending Approval");
        assertThat(submission(id).get("coreState").asText()).isEqualTo("Closed");
    }

    /** "Verified working example": the nodes with the ids that their connectors name, behind a start node. */
    @Test
    @Order(3)
    void theLoopOverTheValuesOfAField() {
        ObjectNode loop = (ObjectNode) json(seed.document(COMMON, "Loop Users"));
        List<String> ids = List.of("system_loop_head_v1_1", "echo_node_id", "loop_tail_id");
        for (int i = 0; i < ids.size(); i++) {
            ((ObjectNode) loop.get("nodes").get(i)).put("id", ids.get(i));
        }
        ObjectNode start = object().put("id", "start").put("name", "Start").put("definitionId", "system_start_v1");
        start.putObject("dependents")
                .putArray("task")
                .addObject()
                .put("type", "Complete")
                .put("content", ids.get(0));
        ((ArrayNode) loop.get("nodes")).insert(0, start);
        ObjectNode workflow = object().put("name", "Loop").put("event", "Submission Submitted");
        workflow.put("filter", "values('Status') == 'To loop'").set("treeJson", loop);
        core.post(KAPP + "/forms/request/workflows", workflow);
        ObjectNode body = object().put("coreState", "Submitted");
        body.putObject("values")
                .put("Status", "To loop")
                .putArray("Selected Users")
                .add("ann")
                .add("Zoë");
        String id = core.post(KAPP + "/forms/request/submissions", body)
                .at("/submission/id")
                .asText();
        JsonNode run = core.awaitRuns(id, 1);
        assertThat(run.get("tasks").findParents("nodeName").stream()
                        .filter(task -> task.get("nodeName").asText().equals("Echo Name"))
                        .map(task -> task.get("loopIndex").asText() + " "
                                + task.at("/results/output").asText()))
                .containsExactlyInAnyOrder("/1#0 User: ann", "/1#1 User: Zoë");
    }

    /** A workflow that stands still has an error that can be listed, and resolved by the id that details show. */
    @Test
    @Order(4)
    void anErrorIsFoundAndResolved() {
        core.workflow(
                KAPP + "/forms/request",
                "Broken",
                "Submission Submitted",
                "values('Status') == 'To break'",
                TreeDraft.tree("-", "-")
                        .echo("utilities_echo_v1_1", "<%= @requested_by['username'] %>")
                        .chain("start", "utilities_echo_v1_1"));
        String id = core.submit("seed-approvals", "request", "Submitted", "Status", "To break");
        Await.until("the run", () -> core.runs(id).size() == 1);
        long run = core.runs(id).get(0).get("id").asLong();
        api.await(run, "Error");
        JsonNode errors = api.get("/errors?include=details&status=Active&runId=" + run)
                .ok()
                .get("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.at("/0/type").asText()).isEqualTo("Node Parameter Error");
        ObjectNode resolve = (ObjectNode)
                json(seed.block("Error Management API", "\"resolution\"").replace("POST /errors/resolve", ""));
        resolve.putArray("ids").add(errors.at("/0/id").asLong());
        resolve.put("action", "Skip Task");
        String said = api.post("/errors/resolve", resolve).ok().get("message").asText();
        assertThat(said).isEqualTo("Resolved task errors [" + errors.at("/0/id").asLong() + "]");
        api.await(run, "Complete");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Expected JSON, but got: " + text, e);
        }
    }
}
