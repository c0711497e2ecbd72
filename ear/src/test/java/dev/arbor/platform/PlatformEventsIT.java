package dev.arbor.platform;

import static dev.arbor.platform.CoreClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Submissions start the runs of workflows. */
class PlatformEventsIT {

    private static TaskApi api;
    private static CoreClient core;

    @BeforeAll
    static void open() {
        api = new TaskApi(CommonServer.get());
        core = new CoreClient(api);
    }

    private static TreeDraft echo(String template) {
        return TreeDraft.tree("-", "-").echo("e", template).chain("start", "e");
    }

    private static String output(JsonNode run) {
        return TaskApi.task(run, "e").at("/results/output").asText();
    }

    private static String scope(String name) {
        core.kapp(name);
        core.form(name, "desk", "Summary", "Status", "Deferral Token", "Decision");
        return "/kapps/" + name + "/forms/desk";
    }

    @Test
    void aSubmissionStartsTheWorkflowWithWhatItIs() {
        String scope = scope("bind");
        core.workflow(
                scope,
                "Bound",
                "Submission Submitted",
                "values('Status') == 'Open'",
                echo("<%= [@event['Type'], @event['Action'], @submission['Id'], @submission['Core State'],"
                        + " @submission['Created By'], @values['Summary'], @values['Decision'].to_s, @form['Slug'],"
                        + " @kapp['Slug'], @space['Slug'], @source['Id'], @run['Id']].join('|') %>"));

        String id = core.submit("bind", "desk", "Submitted", "Summary", "Größe 🌳", "Status", "Open");
        JsonNode run = core.awaitRuns(id, 1);

        assertThat(output(run))
                .isEqualTo("Submission|Submitted|" + id + "|Submitted|admin|Größe 🌳||desk|bind|arbor|" + id + "|"
                        + run.get("id").asText());
        assertThat(run.at("/source/name").asText()).isEqualTo("Kinetic Request CE");
        assertThat(run.get("sourceId").asText()).isEqualTo(id);
        assertThat(run.get("sourceData").asText()).contains("\"event\"", "Größe 🌳");
    }

    @Test
    void filtersAndStatusDecide() {
        String scope = scope("decide");
        core.workflow(scope, "no", "Submission Saved", "values('Status') == 'Closed'", echo("no"));
        String broken = core.workflow(scope, "broken", "Submission Saved", "values('Status').x.y", echo("broken"))
                .get("id")
                .asText();
        String paused = core.workflow(scope, "paused", "Submission Saved", "", echo("paused"))
                .get("id")
                .asText();
        core.put("/workflows/" + paused, object().put("status", "Paused"));
        core.workflow("", "all, for decide", "Submission Saved", "kapp('slug') == 'decide'", echo("space"));

        // Runs of one event are born together: when the space's is there, no other one will come.
        String id = core.submit("decide", "desk", "Draft", "Status", "Open");
        assertThat(output(core.awaitRuns(id, 1))).isEqualTo("space");

        JsonNode notice = core.get("/workflows/" + broken).at("/notices/0");
        assertThat(notice.get("sourceId").asText()).isEqualTo(id);
        assertThat(notice.get("message").asText()).contains("values('Status').x.y");
        TaskApi.Answer refused = core.send(
                "POST",
                scope + "/workflows",
                object().put("name", "x").put("event", "Submission Saved").put("filter", "values('Status' =="));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errorKey").asText()).isEqualTo("invalid_filter");
        assertThat(refused.json().get("error").asText()).contains("column");

        core.put("/workflows/" + paused, object().put("status", "Active"));
        String again = core.submit("decide", "desk", "Draft", "Status", "Open");
        core.awaitRuns(again, 2);
    }

    @Test
    void workflowsAreKeptAtTheirIds() {
        String scope = scope("kept");
        JsonNode made = core.workflow(scope, "Kept", "Submission Created", "", null);
        String id = made.get("id").asText();
        assertThat(made.get("sourceGroup").asText()).isEqualTo(id);
        assertThat(made.get("versionId").asText()).isEqualTo("0");
        assertThat(made.get("notes").isNull()).isTrue();
        assertThat(made.get("filter").asText()).isEmpty();
        assertThat(made.at("/treeJson/nodes/0/id").asText()).isEqualTo("start");
        assertThat(made.at("/bindings/Values/Summary").asText()).isEqualTo("<%= @values['Summary']%>");
        String title = "Kinetic Request CE :: " + id + " :: Kept";
        assertThat(api.get("/trees/" + TaskApi.encode(title) + "?include=details")
                        .ok()
                        .get("guid")
                        .asText())
                .isEqualTo(id);

        core.put("/workflows/" + id, object().put("filter", "false").put("notes", "für später"));
        ObjectNode tree = object();
        tree.set("treeJson", echo("2").json().get("treeJson"));
        JsonNode changed = core.put("/workflows/" + id, tree);
        assertThat(changed.get("versionId").asText()).isEqualTo("1");
        assertThat(changed.get("filter").asText()).isEqualTo("false");
        assertThat(changed.get("event").asText()).isEqualTo("Submission Created");
        assertThat(changed.get("platformItemType").asText()).isEqualTo("Form");
        TaskApi.Answer stale = core.send("PUT", scope + "/workflows/" + id, tree.put("versionId", "0"));
        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.json().get("errorKey").asText()).isEqualTo("stale_record");

        ObjectNode same = object().put("name", "Kept").put("event", "Submission Created");
        TaskApi.Answer twice = core.send("POST", scope + "/workflows", same);
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.json().get("errorKey").asText()).isEqualTo("uniqueness_violation");
        assertThat(core.post(scope + "/workflows?force=true", same.put("filter", "true"))
                        .get("id")
                        .asText())
                .isEqualTo(id);
        assertThat(core.get("/workflows/" + id).get("filter").asText()).isEqualTo("true");
        assertThat(core.send("GET", "/kapps/kept/workflows/" + id, null).status())
                .as("of the form, not of the kapp")
                .isEqualTo(404);

        api.delete("/trees/" + TaskApi.encode(title)).ok();
        JsonNode list = core.get(scope + "/workflows");
        assertThat(list.get("workflows")).isEmpty();
        assertThat(list.get("missing").get(0).asText()).isEqualTo(id);
        assertThat(core.post(scope + "/workflows/repair", null).get("message").asText())
                .isEqualTo("1 missing workflows and 0 orphaned workflows repaired.");
        assertThat(core.get(scope + "/workflows").at("/workflows/0/id").asText())
                .isEqualTo(id);

        assertThat(core.send("DELETE", "/workflows/" + id, null)
                        .ok()
                        .at("/workflow/id")
                        .asText())
                .isEqualTo(id);
        assertThat(core.send("GET", "/workflows/" + id, null).status()).isEqualTo(404);
        assertThat(api.get("/trees/" + TaskApi.encode(title)).status()).isEqualTo(404);
    }

    @Test
    void anApprovalInThreeSteps() {
        String scope = scope("approve");
        core.form("approve", "approval", "Deferral Token", "Decision");
        core.workflow(
                scope,
                "Ask",
                "Submission Submitted",
                "",
                TreeDraft.tree("-", "-")
                        .deferring(
                                "ask",
                                "system_submission_create_v1",
                                "kappSlug",
                                "approve",
                                "formSlug",
                                "approval",
                                "coreState",
                                "Draft",
                                "parent",
                                "<%= @submission['Id'] %>",
                                "origin",
                                "",
                                "values.Deferral Token",
                                "<%= @task['Deferral Token'] %>")
                        .echo("e", "<%= @results['ask']['Decision'] %> <%= @results['ask']['Submission Id'] %>")
                        .chain("start", "ask", "e"));
        core.workflow(
                "/kapps/approve/forms/approval",
                "Answer",
                "Submission Submitted",
                "",
                TreeDraft.tree("-", "-")
                        .node(
                                "answer",
                                "utilities_create_trigger_v1",
                                "action_type",
                                "Complete",
                                "deferral_token",
                                "<%= @values['Deferral Token'] %>",
                                "deferred_variables",
                                "<results><result name=\"Decision\"><%= @values['Decision'] %></result></results>")
                        .chain("start", "answer"));

        String request = core.submit("approve", "desk", "Submitted", "Summary", "A laptop");
        Await.until(
                "the question is asked",
                () -> core.runs(request).size() == 1
                        && !core.get("/kapps/approve/forms/approval/submissions?include=values")
                                .get("submissions")
                                .isEmpty());
        JsonNode approval = core.get("/kapps/approve/forms/approval/submissions?include=values,details,parent")
                .at("/submissions/0");
        assertThat(approval.get("coreState").asText()).isEqualTo("Draft");
        String approvalId = approval.get("id").asText();
        ObjectNode decision = object().put("coreState", "Submitted");
        decision.putObject("values").put("Decision", "Approved");
        core.put("/submissions/" + approvalId, decision);

        JsonNode run = core.awaitRuns(request, 1);
        assertThat(output(run)).isEqualTo("Approved " + approvalId);
        assertThat(approval.at("/parent/id").asText()).isEqualTo(request);
    }

    @Test
    void aSubmissionThatIsRefusedIsAHandlerErrorAndNothingElse() {
        String scope = scope("refused");
        core.workflow(
                scope,
                "Wrong",
                "Submission Created",
                "",
                TreeDraft.tree("-", "-")
                        .echo("before", "kept")
                        .node(
                                "make",
                                "system_submission_create_v1",
                                "kappSlug",
                                "refused",
                                "formSlug",
                                "desk",
                                "values.Nothing",
                                "x")
                        .chain("start", "before", "make"));
        String id = core.submit("refused", "desk", "Draft", "Summary", "x");
        Await.until("the run", () -> core.runs(id).size() == 1);
        JsonNode run = api.await(core.runs(id).get(0).get("id").asLong(), "Error");
        assertThat(run.at("/exceptions/0/type").asText()).isEqualTo("Handler Error");
        assertThat(run.at("/exceptions/0/summary").asText()).contains("Nothing");
        assertThat(TaskApi.task(run, "before").at("/results/output").asText()).isEqualTo("kept");
        assertThat(core.get("/kapps/refused/forms/desk/submissions").get("submissions"))
                .hasSize(1);
    }

    @Test
    void aWorkflowThatStartsItselfComesToAnEnd() {
        String scope = scope("endless");
        core.workflow(
                scope,
                "Again",
                "Submission Created",
                "",
                TreeDraft.tree("-", "-")
                        .node(
                                "make",
                                "system_submission_create_v1",
                                "kappSlug",
                                "endless",
                                "formSlug",
                                "desk",
                                "values.Summary",
                                "again")
                        .chain("start", "make"));
        core.submit("endless", "desk", "Draft");
        Set<Integer> counts = new HashSet<>();
        Await.until("the chain to stand still", () -> {
            int now = core.get("/kapps/endless/forms/desk/submissions?limit=100")
                    .get("submissions")
                    .size();
            return !counts.add(now) && now >= 17;
        });
        assertThat(core.get("/kapps/endless/forms/desk/submissions?limit=100").get("submissions"))
                .hasSize(17);
    }
}
