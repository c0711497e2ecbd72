package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people complained of in the original, as clients of this server meet it (engine spec 8). */
class OldTroublesIT {

    private static final String GROUP = "Old troubles";
    private static final int MANY = 7;

    private final TaskApi api = new TaskApi(CommonServer.get());

    private static String title(String name) {
        return "/trees/" + TaskApi.encode("Adhoc :: " + GROUP + " :: " + name);
    }

    private JsonNode make(TreeDraft draft) {
        return api.post("/trees", draft.json()).ok();
    }

    private long start(String name) {
        return api.start("Adhoc", GROUP, name, "{}");
    }

    /** 8.1: one that cannot be right is refused with its place, one that may be wrong is kept with a warning. */
    @Test
    void aTreeThatMayBeWrongIsSavedWithAWarning() {
        JsonNode saved = make(TreeDraft.tree(GROUP, "Circle")
                .echo("a_1", "x")
                .echo("b_2", "x")
                .chain("start", "a_1", "b_2", "a_1"));
        assertThat(saved.get("warnings").toString()).contains("a_1");
        assertThat(api.get(title("Circle") + "?include=treeJson")
                        .ok()
                        .at("/treeJson/nodes")
                        .findValuesAsText("id"))
                .contains("start", "a_1", "b_2");
        Answer refused = api.post(
                "/trees",
                TreeDraft.tree(GROUP, "Nowhere").chain("start", "gone_1").json());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asText()).contains("gone_1");
    }

    /** 8.2 and 8.3: a run says how it stands, and how many errors wait. */
    @Test
    void aRunSaysHowItStands() {
        make(TreeDraft.tree(GROUP, "Stuck")
                .echo("bad_1", "<%= @nowhere['x'] %>")
                .chain("start", "bad_1"));
        JsonNode run = api.await(start("Stuck"), "Error");
        assertThat(run.get("errorCount").asInt()).isEqualTo(1);
        assertThat(run.get("exceptions")).hasSize(1);
        assertThat(run.at("/exceptions/0/summary").asText()).contains("bad_1");
        assertThat(run.at("/tree/name").asText()).as("8.21: an object").isEqualTo("Stuck");
    }

    /** 8.4, 8.12 and 8.14. */
    @Test
    void errorsAreShownUpToTheLimitAndResolvedTogetherOrNotAtAll() {
        make(TreeDraft.tree(GROUP, "Many").echo("bad_1", "<%= raise 'x' %>").chain("start", "bad_1"));
        make(TreeDraft.tree(GROUP, "Source").node("gone_1", "nobody_v1").chain("start", "gone_1"));
        for (int i = 0; i < MANY; i++) {
            start("Many");
        }
        api.await(start("Source"), "Error");
        String many = "/errors?group=" + TaskApi.encode(GROUP) + "&tree=Many";
        Await.until(
                "all have failed",
                () -> api.get(many + "&count=true").ok().get("count").asInt() == MANY);

        JsonNode six = api.get(many + "&limit=6").ok();
        assertThat(six.get("errors")).hasSize(6);
        assertThat(six.get("count").asInt()).isEqualTo(MANY);
        six.get("errors").forEach(error -> {
            assertThat(error.get("id").isIntegralNumber()).isTrue();
            assertThat(error.get("runId").isIntegralNumber()).isTrue();
        });
        assertThat(api.get(many + "&limit=0&nonsense=1").ok().get("errors")).hasSize(MANY);

        List<Long> ids = new ArrayList<>();
        api.get(many + "&limit=0")
                .ok()
                .get("errors")
                .forEach(error -> ids.add(error.get("id").asLong()));
        long other = api.get("/errors?group=" + TaskApi.encode(GROUP) + "&tree=Source")
                .ok()
                .at("/errors/0/id")
                .asLong();
        List<Long> mixed = new ArrayList<>(ids);
        mixed.add(other);
        Answer refused = resolve(mixed, "Dance");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("errorKey").asText()).isEqualTo("invalid_action");
        assertThat(api.get(many + "&status=Active&count=true").ok().get("count").asInt())
                .isEqualTo(MANY);
        assertThat(resolve(ids, "Do Nothing").ok().get("message").asText())
                .contains(ids.get(0).toString());
        assertThat(api.get(many + "&status=Active&count=true").ok().get("count").asInt())
                .isZero();
    }

    private Answer resolve(List<Long> ids, String action) {
        return api.post("/errors/resolve", "{\"ids\":" + ids + ",\"action\":\"" + action + "\",\"resolution\":\"r\"}");
    }

    /** 8.5 and 8.6: what is stored is exported, and a change leaves alone what it does not name. */
    @Test
    void aChangeKeepsTheEventAndTakesEitherFormat() {
        JsonNode workflow = api.post(
                        "//app/api/v1/workflows",
                        "{\"name\":\"Old trouble\",\"event\":\"Team Created\",\"filter\":\"false\"}")
                .ok();
        String title = "/trees/" + TaskApi.encode(workflow.get("title").asText());
        make(TreeDraft.tree(GROUP, "Other").echo("a_1", "x").chain("start", "a_1"));
        ObjectNode change = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "treeXml",
                        api.get(title("Other") + "?include=treeXml")
                                .ok()
                                .get("treeXml")
                                .asText());
        JsonNode changed = api.put(title, change).ok();
        assertThat(changed.at("/tree/versionId").asText()).isEqualTo("1");
        api.put(title, "{\"notes\":\"n\"}").ok();
        JsonNode tree = api.get(title + "?include=details,treeJson").ok();
        assertThat(tree.get("event").asText()).isEqualTo("Team Created");
        assertThat(tree.get("notes").asText()).isEqualTo("n");
        assertThat(tree.at("/treeJson/nodes").findValuesAsText("id")).contains("a_1");
        assertThat(api.get(title + "/export").ok().get("tree").asText()).contains("a_1");
        api.delete("//app/api/v1/workflows/" + workflow.get("id").asText()).ok();
    }

    /** 8.8: what a node does not say is what the handler takes for it. */
    @Test
    void whatANodeDoesNotSayHasADefault() {
        make(TreeDraft.tree(GROUP, "Join")
                .echo("a_1", "x")
                .node("join_2", "system_join_v1", "type", "Any")
                .chain("start", "a_1", "join_2"));
        JsonNode run = api.await(start("Join"), "Complete");
        assertThat(TaskApi.task(run, "join_2").get("status").asText()).isEqualTo("Closed");
    }
}
