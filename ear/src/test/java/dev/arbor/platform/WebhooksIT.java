package dev.arbor.platform;

import static dev.arbor.platform.CoreClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Webhooks of a server that runs, with another side that misbehaves; the server is killed once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksIT {

    private static final String SECRET = "pl4nted-secret-of-the-webhook";

    private final WebhookReceiver receiver = new WebhookReceiver();
    private ServerProcess server;
    private CoreClient core;

    @BeforeAll
    void start() {
        server = ServerProcess.start(Map.of(
                "ARBOR_DEMO", "false",
                "ARBOR_EGRESS_ALLOW", "127.0.0.1",
                "ARBOR_WEBHOOK_FIRST_WAIT", "1",
                "ARBOR_WEBHOOK_TRIES", "3",
                "ARBOR_WEBHOOK_TIMEOUT", "3"));
        core = new CoreClient(new TaskApi(server));
    }

    @AfterAll
    void stop() {
        receiver.close();
        server.close();
    }

    /** A kapp of its own with a form and a webhook. */
    private void webhook(String kapp, String url) {
        core.kapp(kapp);
        core.form(kapp, "desk", "Summary", "Status");
        core.post(
                "/kapps/" + kapp + "/webhooks",
                object().put("name", "hook")
                        .put("type", "Submission")
                        .put("event", "Submission Submitted")
                        .put("filter", "values('Status') == 'Open'")
                        .put("url", url)
                        .put("secret", SECRET));
    }

    private String submit(String kapp) {
        return core.submit(kapp, "desk", "Submitted", "Summary", "Größe 🌳", "Status", "Open");
    }

    private List<JsonNode> jobs(String kapp) {
        JsonNode page = core.get("/kapps/" + kapp + "/webhookJobs");
        return StreamSupport.stream(page.get("webhookJobs").spliterator(), false)
                .toList();
    }

    private JsonNode await(String kapp, String status) {
        Await.until(
                "the job of " + kapp + " is " + status,
                () -> jobs(kapp).size() == 1
                        && jobs(kapp).get(0).get("status").asText().equals(status));
        return jobs(kapp).get(0);
    }

    @Test
    void aWebhookIsTriedAgainAndItsDeliveriesAreSigned() throws Exception {
        webhook("failing", receiver.url("/failing-first"));
        core.submit("failing", "desk", "Submitted", "Summary", "x", "Status", "Closed");
        String id = submit("failing");

        JsonNode job = await("failing", "Complete");

        assertThat(job.get("retryCount").asInt()).isEqualTo(1);
        assertThat(job.get("summary").asText()).isEqualTo("200 OK");
        assertThat(job.get("parentId").asText()).isEqualTo(id);
        assertThat(job.get("responseContent").asText()).isEqualTo("is it so? false");
        List<WebhookReceiver.Delivered> calls = receiver.at("/failing-first");
        assertThat(calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.delivery()).isEqualTo(job.get("id").asText());
            assertThat(call.body())
                    .isEqualTo(job.get("requestContent").asText())
                    .contains("Größe 🌳");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(call.signature())
                    .isEqualTo("sha256="
                            + HexFormat.of()
                                    .formatHex(mac.doFinal(
                                            (call.timestamp() + "." + call.body()).getBytes(StandardCharsets.UTF_8))));
        });
        assertThat(core.get("/kapps/failing/webhooks").toString()).doesNotContain(SECRET);
        assertThat(server.log()).doesNotContain(SECRET);
    }

    @Test
    void oneThatTakesTooLongIsLeftAndTriedAgain() {
        webhook("slow", receiver.url("/slow"));
        receiver.hold("/slow");
        submit("slow");
        Await.until(
                "the first try is over",
                () -> jobs("slow").size() == 1
                        && jobs("slow").get(0).get("summary").asText("").contains("within 3000 ms"));
        receiver.release("/slow");
        assertThat(await("slow", "Complete").get("retryCount").asInt()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aRedirectLeadsNowhereAndTheJobCanBeQueuedAgain() {
        webhook("redirecting", receiver.url("/redirecting"));
        submit("redirecting");
        JsonNode job = await("redirecting", "Failed");
        assertThat(job.get("summary").asText()).isEqualTo("307 Temporary Redirect");
        assertThat(receiver.at("/redirecting")).hasSize(3);
        assertThat(receiver.at("/elsewhere")).isEmpty();
        assertThat(server.log()).contains("The webhook 'hook' was not told of Submission Submitted");

        core.put("/kapps/redirecting/webhooks/hook", object().put("url", receiver.url("/mended")));
        String path = "/kapps/redirecting/webhookJobs/" + job.get("id").asText();
        core.put(path, object().put("status", "Queued"));
        await("redirecting", "Complete");
        assertThat(receiver.at("/mended").get(0).delivery())
                .isEqualTo(job.get("id").asText());
        TaskApi.Answer again = core.send("PUT", path, object().put("status", "Queued"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().get("errorKey").asText()).isEqualTo("wrong_status");
    }

    @Test
    void nobodyIsReachedWhoIsNotAllowed() {
        webhook("inside", "http://127.0.0.3:" + server.uri("/").getPort() + "/");
        submit("inside");
        assertThat(await("inside", "Failed").get("summary").asText()).contains("ARBOR_EGRESS_ALLOW");
    }

    @Test
    void ofTenMegabytesAFewAreKept() {
        webhook("large", receiver.url("/large"));
        submit("large");
        assertThat(await("large", "Complete").get("responseContent").asText()).hasSize(10_000);
    }

    @Test
    void aLineThatBreaksIsTriedAgain() {
        webhook("breaking", receiver.breakingUrl());
        submit("breaking");
        JsonNode job = await("breaking", "Complete");
        assertThat(job.get("summary").asText()).isEqualTo("204 No Content");
        assertThat(job.get("retryCount").asInt()).isEqualTo(1);
    }

    @Test
    void aServerThatIsKilledWhileItCallsTellsAgain() {
        webhook("killed", receiver.url("/held"));
        receiver.hold("/held");
        submit("killed");
        Await.until("the call", () -> receiver.at("/held").size() == 1);
        server.kill();
        receiver.release("/held");
        server.restart();
        JsonNode job = await("killed", "Complete");
        assertThat(receiver.at("/held")).hasSize(2);
        assertThat(receiver.at("/held").stream().map(WebhookReceiver.Delivered::delivery))
                .containsOnly(job.get("id").asText());
        assertThat(job.get("retryCount").asInt()).isEqualTo(1);
    }

    @Test
    void theTaskComponentIsToldWithoutACall() {
        core.kapp("local");
        core.form("local", "desk", "Summary", "Status");
        String guid = core.workflow(
                        "",
                        "Started by a webhook",
                        "-",
                        "",
                        TreeDraft.tree("-", "-")
                                .echo("e", "<%= @event['Action'] %> <%= @values['Summary'] %>")
                                .chain("start", "e"))
                .get("id")
                .asText();
        core.workflow("/kapps/local/forms/desk", "Started by an event", "Submission Submitted", "", null);
        ObjectNode hook = object().put("name", "local")
                .put("type", "Submission")
                .put("event", "Submitted")
                .put("url", "/app/api/v2/runs?guid=" + guid);
        assertThat(core.post("/kapps/local/webhooks", hook).get("messages")).isEmpty();

        String id = submit("local");
        core.awaitRuns(id, 2);
        Await.until(
                "both are told of",
                () -> jobs("local").stream()
                                .filter(job -> job.get("status").asText().equals("Complete"))
                                .count()
                        == 2);
        assertThat(jobs("local").stream().map(job -> job.get("name").asText()))
                .containsExactlyInAnyOrder("local", "Implicit Webhook Job");
        assertThat(jobs("local"))
                .allSatisfy(
                        job -> assertThat(job.get("responseContent").asText()).contains("Initiated run #"));
    }
}
