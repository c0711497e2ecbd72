package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import java.util.List;

/** Calls the operations of webhooks, of what is counted, and of models. */
final class WebhookOperations {

    private final CoreClient api;
    private final PublishedCoreApi published;

    WebhookOperations(CoreClient api, PublishedCoreApi published) {
        this.api = api;
        this.published = published;
    }

    /** In a kapp with a form in which there are submissions. */
    void call(String kapp, String form) {
        webhooks("", "");
        webhooks("/kapps/{kappSlug}", kapp);
        jobs(kapp, form);
        events();
        metrics(kapp, form);
        models();
    }

    private void webhooks(String operation, String path) {
        String all = operation + "/webhooks";
        JsonNode made = published.check(
                "POST " + all,
                api.post(
                        path + "/webhooks",
                        "{\"name\":\"Contract One\",\"type\":\"Form\",\"event\":\"Form Danced\",\"url\":\"https://example.com/x\"}"));
        assertThat(made.at("/messages/0").asText()).contains("Form Danced");
        assertThat(made.at("/webhook/signed").asBoolean()).isFalse();
        published.check("GET " + all, api.get(path + "/webhooks?include=details"));
        String one = path + "/webhooks/Contract%20One";
        published.check("GET " + all + "/{name}", api.get(one));
        published.check("PUT " + all + "/{name}", api.put(one, "{\"name\":\"Contract Two\"}"));
        assertThat(api.get(one).status()).isEqualTo(404);
        published.check("DELETE " + all + "/{name}", api.delete(path + "/webhooks/Contract%20Two"));
    }

    /** The server itself hears of the event, and refuses: nobody has signed in. */
    private void jobs(String kapp, String form) {
        String hook = "{\"name\":\"Contract\",\"type\":\"Submission\",\"event\":\"Created\",\"url\":\""
                + api.address("/app/api/v1/space") + "\"}";
        for (String path : List.of("", kapp)) {
            api.post(path + "/webhooks", hook).ok();
        }
        api.post(form + "/submissions", "{\"values\":{\"Summary\":\"w\"}}").ok();
        listed("", "");
        listed("/kapps/{kappSlug}", kapp);
        for (String path : List.of("", kapp)) {
            api.delete(path + "/webhooks/Contract").ok();
        }
    }

    private void listed(String operation, String path) {
        String all = path + "/webhookJobs?webhook=Contract";
        Await.until(
                "the job of '" + path + "' was tried",
                () -> api.get(all).ok().at("/webhookJobs/0/summary").asText().startsWith("401"));
        JsonNode list = published.check("GET " + operation + "/webhookJobs", api.get(all + "&status=queued"));
        String id = list.at("/webhookJobs/0/id").asText();
        published.check("GET " + operation + "/webhookJobs/{id}", api.get(path + "/webhookJobs/" + id));
        published.check("PUT " + operation + "/webhookJobs/{id}", api.put(path + "/webhookJobs/" + id, "{}"));
        assertThat(api.put(path + "/webhookJobs/" + id, "{\"status\":\"Queued\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.get(path + "/webhookJobs?all=true&limit=1").ok().get("webhookJobs"))
                .hasSize(1);
    }

    private void events() {
        String meta = "/meta/webhooks/";
        assertThat(published.check("GET " + meta + "types/space", api.get(meta + "types/space")))
                .extracting(JsonNode::asText)
                .containsExactly("Space", "User", "Team", "Form", "Submission");
        assertThat(published.check("GET " + meta + "types/kapp", api.get(meta + "types/kapp")))
                .extracting(JsonNode::asText)
                .containsExactly("Form", "Submission");
        assertThat(published
                        .check("GET " + meta + "events/space", api.get(meta + "events/space"))
                        .get("Space"))
                .extracting(JsonNode::asText)
                .containsExactly("Space Login Failure");
        assertThat(published.check("GET " + meta + "events/kapp", api.get(meta + "events/kapp")))
                .hasSize(10);
        published.check("GET " + meta + "events/space/{type}", api.get(meta + "events/space/User"));
        assertThat(published.check("GET " + meta + "events/kapp/{type}", api.get(meta + "events/kapp/Form")))
                .extracting(JsonNode::asText)
                .containsExactly("Form Created", "Form Updated", "Form Deleted", "Form Restored");
        assertThat(api.get(meta + "events/kapp/User").status()).isEqualTo(404);
    }

    private void metrics(String kapp, String form) {
        JsonNode space = published.check("GET /activity", api.get("/activity?days=2&tz=Asia/Kathmandu"));
        assertThat(space.get("submissionBreakdown"))
                .anySatisfy(each -> assertThat(each.get("category").asText()).isEqualTo("Contract"));
        JsonNode ofKapp = published.check("GET /kapps/{kappSlug}/activity", api.get(kapp + "/activity"));
        assertThat(ofKapp.at("/submissionBreakdown/0/category").asText()).isEqualTo("Ticket");
        assertThat(ofKapp.at("/submissionVolume/0/series").asText()).isEqualTo("Service");
        JsonNode ofForm =
                published.check("GET /kapps/{kappSlug}/forms/{formSlug}/activity", api.get(form + "/activity"));
        assertThat(ofForm.at("/submissionVolume/0/value").asInt())
                .isEqualTo(ofKapp.at("/submissionBreakdown/0/value").asInt());
    }

    private void models() {
        published.check(
                "POST /models",
                api.post(
                        "/models",
                        "{\"name\":\"Contract One\",\"attributes\":[{\"name\":\"Id\"}],\"mappings\":[{\"name\":\"M\","
                                + "\"attributes\":[{\"name\":\"Id\",\"structureField\":\"${fields('1')}\"}]}],"
                                + "\"qualifications\":[{\"name\":\"All\",\"resultType\":\"Multiple\",\"parameters\":[]}]}"));
        published.check("GET /models", api.get("/models"));
        published.check("GET /models/{modelName}", api.get("/models/Contract%20One?include=details"));
        JsonNode changed = published.check(
                "PUT /models/{modelName}", api.put("/models/Contract%20One", "{\"status\":\"Inactive\"}"));
        assertThat(changed.at("/model/mappings/0/attributes/0/structureField").asText())
                .isEqualTo("${fields('1')}");
        published.check("DELETE /models/{modelName}", api.delete("/models/Contract%20One"));
        assertThat(api.get("/models/Contract%20One").status()).isEqualTo(404);
    }
}
