package dev.arbor.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TreeDraft;
import java.net.http.HttpRequest.BodyPublishers;

/** The Core API of a server, called over HTTP as any client calls it. */
final class CoreClient {

    private static final String PREFIX = "//app/api/v1";

    private final TaskApi api;

    CoreClient(TaskApi api) {
        this.api = api;
    }

    TaskApi.Answer send(String method, String path, JsonNode body, String... headers) {
        return api.send(
                method,
                PREFIX + path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()),
                headers);
    }

    JsonNode get(String path) {
        return send("GET", path, null).ok();
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, body).ok();
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, body).ok();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A kapp without forms. */
    void kapp(String slug) {
        post("/kapps", object().put("name", "Kapp — " + slug).put("slug", slug));
    }

    /** A form with text fields on one page. */
    void form(String kapp, String slug, String... fields) {
        ObjectNode form = object().put("name", "Förm " + slug).put("slug", slug).put("status", "Active");
        ObjectNode page = form.putArray("pages").addObject();
        page.put("type", "page").put("name", "Page 1").put("renderType", "submittable");
        for (String field : fields) {
            page.withArray("elements")
                    .addObject()
                    .put("type", "field")
                    .put("name", field)
                    .put("renderType", "text")
                    .put("dataType", "string");
        }
        post("/kapps/" + kapp + "/forms", form);
    }

    /** Registers a workflow; gives its document. */
    JsonNode workflow(String scope, String name, String event, String filter, TreeDraft tree) {
        ObjectNode body = object().put("name", name).put("event", event).put("filter", filter);
        if (tree != null) {
            body.set("treeJson", tree.json().get("treeJson"));
        }
        return post(scope + "/workflows", body);
    }

    /** Makes a submission with names and values of fields; gives its id. */
    String submit(String kapp, String form, String coreState, String... values) {
        ObjectNode body = object().put("coreState", coreState);
        for (int i = 0; i < values.length; i += 2) {
            body.withObject("/values").put(values[i], values[i + 1]);
        }
        return post("/kapps/" + kapp + "/forms/" + form + "/submissions", body)
                .at("/submission/id")
                .asText();
    }

    /** The runs that something started, oldest last. */
    JsonNode runs(String sourceId) {
        return api.get("/runs?source=" + TaskApi.encode("Kinetic Request CE") + "&sourceId=" + sourceId
                        + "&include=details&limit=100")
                .ok()
                .get("runs");
    }

    /** Waits for as many runs of a thing, and gives the newest as it ends. */
    JsonNode awaitRuns(String sourceId, int count) {
        Await.until(count + " runs of " + sourceId, () -> runs(sourceId).size() >= count);
        JsonNode runs = runs(sourceId);
        if (runs.size() != count) {
            throw new AssertionError("Expected " + count + " runs of " + sourceId + ", but got " + runs);
        }
        return api.await(runs.get(0).get("id").asLong(), "Complete");
    }
}
