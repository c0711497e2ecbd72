package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
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
 * Every operation of the published description that is offered is called, and its answer checked. Those that are left for
 * later answer so; those that are still to come are listed in {@code operations-to-come.txt}: the list shrinks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CoreApiContractIT {

    private static final String KAPP = "/kapps/contract";
    private static final String FORM = KAPP + "/forms/ticket";
    private static final String SUBMISSIONS = FORM + "/submissions";

    private final CoreClient api = new CoreClient(CommonServer.get());
    private PublishedCoreApi published;
    private String id;

    @BeforeAll
    void begin() {
        published = PublishedCoreApi.read();
        api.delete(KAPP);
    }

    @Test
    @Order(1)
    void spaceAndVersion() {
        assertThat(published
                        .check("GET /version", api.get("/version"))
                        .at("/version/version")
                        .asText())
                .isEqualTo("6.1.7");
        published.check("PUT /space", api.put("/space", "{\"slug\":\"ignored\",\"defaultLocale\":\"en\"}"));
        JsonNode space = published.check("GET /space", api.get("/space?include=details,attributesMap,kapps.forms"));
        assertThat(space.at("/space/slug").asText()).isEqualTo("arbor");
        assertThat(space.at("/space/defaultLocale").asText()).isEqualTo("en");
        assertThat(api.get("//kinetic/arbor" + CoreClient.PREFIX + "/space/").text())
                .isEqualTo(api.get("/space").text());
    }

    /** Not in the published document, and called by installers all the same. */
    @Test
    @Order(1)
    void componentsThatInstallersTellOf() {
        String agents = "/platformComponents/agents";
        String agent = "{\"slug\":\"bridge-1\",\"url\":\"https://agent.example.com\",\"secret\":\"planted-agent\"}";
        assertThat(api.post(agents, agent).ok().at("/agent/slug").asText()).isEqualTo("bridge-1");
        assertThat(api.post(agents, agent).json().get("errorKey").asText()).isEqualTo("uniqueness_violation");
        assertThat(api.post(agents, "{\"slug\":\"a b\"}").json().get("error").asText())
                .contains("Slug must be");
        assertThat(api.post(agents, "{\"slug\":7}").json().get("error").asText())
                .contains("Slug must be a string");
        assertThat(api.put(agents + "/bridge-1", "{\"label\":\"Bridges\"}").ok().toString())
                .contains("Bridges", "https://agent.example.com")
                .doesNotContain("planted-agent");
        assertThat(api.get(agents).ok().get("agents")).hasSize(1);
        assertThat(api.get("/space").text()).contains("bridge-1").doesNotContain("planted-agent");
        assertThat(api.delete(agents + "/bridge-1").ok().at("/agent/label").asText())
                .isEqualTo("Bridges");
        assertThat(api.get(agents + "/bridge-1").status()).isEqualTo(404);
        assertThat(api.get("/platformComponents/task").ok().at("/task/url").asText())
                .isEqualTo("/app/components/task");
        assertThat(api.put("/platformComponents/task", "{\"url\":\"https://task.example.com\"}")
                        .ok()
                        .at("/messages/0")
                        .asText())
                .contains("part of this server");
        assertThat(api.get("/datastoreFormAttributeDefinitions").ok().get("datastoreFormAttributeDefinitions"))
                .isEmpty();
    }

    @Test
    @Order(2)
    void kappsAndTheirCollections() {
        published.check(
                "POST /kapps",
                api.post(
                        "/kapps",
                        "{,\"name\":\"Contract\",\"slug\":\"contract\",\"status\":\"Active\",,"
                                + "\"fields\":[{\"name\":\"Status\",\"renderType\":\"text\"}],"
                                + "\"indexDefinitions\":[{\"name\":\"values[Status]\",\"parts\":[\"values[Status]\"],"
                                + "\"unique\":false}],}"));
        published.check("GET /kapps", api.get("/kapps?q=name%20%3D%20%22Contract%22"));
        published.check("PUT /kapps/{kappSlug}", api.put(KAPP, "{\"displayValue\":\"v\"}"));
        for (String kind : List.of("kappAttribute", "formAttribute", "categoryAttribute")) {
            definitions("/kapps/{kappSlug}/" + kind + "Definitions", KAPP + "/" + kind + "Definitions");
        }
        for (String kind : List.of("spaceAttribute", "userAttribute", "userProfileAttribute", "teamAttribute")) {
            definitions("/" + kind + "Definitions", "/" + kind + "Definitions");
        }
        definitions("/kapps/{kappSlug}/formTypes", KAPP + "/formTypes");
        definitions("/kapps/{kappSlug}/categories", KAPP + "/categories");
        JsonNode kapp = published.check(
                "GET /kapps/{kappSlug}",
                api.get(KAPP + "?include=details,attributesMap,categories,fields,formTypes,indexDefinitions"));
        assertThat(kapp.at("/kapp/indexDefinitions")).hasSize(1);
        assertThat(kapp.at("/kapp/displayValue").asText()).isEqualTo("v");
    }

    @Test
    @Order(3)
    void securityPolicyDefinitions() {
        new SecurityPolicyOperations(published, api).call(KAPP);
    }

    /** Adds one, changes its name, reads it and takes it away. */
    private void definitions(String operation, String path) {
        definitions(operation, path, "{\"name\":\"Contract One\"}");
    }

    private void definitions(String operation, String path, String definition) {
        published.check("POST " + operation, api.post(path, definition));
        assertThat(api.post(path, definition).status()).isEqualTo(400);
        published.check("GET " + operation, api.get(path));
        String one = path + "/" + TaskApi.encode("Contract One");
        published.check("GET " + operation + "/{name}", api.get(one));
        published.check("PUT " + operation + "/{name}", api.put(one, "{\"name\":\"Contract Two\"}"));
        published.check("DELETE " + operation + "/{name}", api.delete(path + "/" + TaskApi.encode("Contract Two")));
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void forms() {
        published.check(
                "POST /kapps/{kappSlug}/forms",
                api.post(
                        KAPP + "/forms",
                        "{\"name\":\"Ticket\",\"slug\":\"ticket\",\"status\":\"Active\",\"type\":\"Service\","
                                + "\"submissionLabelExpression\":\"${form('name')} — ${values('Summary')}\","
                                + "\"pages\":[{\"name\":\"P\",\"type\":\"page\",\"renderType\":\"submittable\",\"elements\":["
                                + "{\"type\":\"field\",\"renderType\":\"text\",\"name\":\"Summary\",\"key\":\"f1\",\"required\":true},"
                                + "{\"type\":\"field\",\"renderType\":\"text\",\"name\":\"Status\",\"key\":\"f2\"},"
                                + "{\"type\":\"field\",\"renderType\":\"attachment\",\"name\":\"File\",\"key\":\"f3\"}]}]}"));
        published.check("GET /kapps/{kappSlug}/forms", api.get(KAPP + "/forms?include=fields,kapp"));
        api.post(KAPP + "/categories", "{\"name\":\"Things\",\"slug\":\"things\"}")
                .ok();
        published.check(
                "POST /kapps/{kappSlug}/categorizations",
                api.post(
                        KAPP + "/categorizations",
                        "{\"category\":{\"slug\":\"things\"},\"form\":{\"slug\":\"ticket\"}}"));
        published.check("GET /kapps/{kappSlug}/categorizations", api.get(KAPP + "/categorizations"));
        published.check("PUT /kapps/{kappSlug}/forms/{formSlug}", api.put(FORM, "{\"description\":\"d\"}"));
        JsonNode form = published.check(
                "GET /kapps/{kappSlug}/forms/{formSlug}",
                api.get(FORM + "?include=details,versionId,pages,fields,attributesMap,categorizations"));
        assertThat(form.at("/form/categorizations/0/category/slug").asText()).isEqualTo("things");
        assertThat(form.at("/form/versionId").isTextual()).isTrue();
        assertThat(api.get(KAPP + "/forms?q=" + TaskApi.encode("category = \"things\""))
                        .ok()
                        .get("forms"))
                .hasSize(1);
        JsonNode job = api.post(
                        KAPP + "/backgroundJobs",
                        "{\"type\":\"Build Index\",\"content\":{\"indexes\":[\"values[Status]\"]}}")
                .ok();
        assertThat(job.at("/backgroundJob/status").asText()).isEqualTo("Completed");
        published.check("GET /backgroundJobs", api.get("/backgroundJobs"));
    }

    @Test
    @Order(4)
    void submissions() {
        JsonNode made = published.check(
                "POST /kapps/{kappSlug}/forms/{formSlug}/submissions",
                api.post(
                        SUBMISSIONS + "?include=values,details",
                        "{\"values\":{\"Summary\":\"Prüfung — 🥐\",},\"coreState\":\"Submitted\",\"label\":\"\",\"type\":\"\"}"));
        id = made.at("/submission/id").asText();
        assertThat(made.at("/submission/label").asText()).isEqualTo("Ticket — Prüfung — 🥐");
        assertThat(made.at("/submission/submittedBy").asText()).isEqualTo("admin");
        String one = "/submissions/" + id;
        published.check("PUT /submissions/{submissionId}", api.put(one, "{\"values\":{\"Status\":\"In Progress\"}}"));
        published.check("PATCH /submissions/{submissionId}", api.patch(one, "{\"coreState\":\"Draft\"}"));
        published.check("POST /submissions/{submissionId}", api.post(one + "?page=P", "{}"));
        JsonNode found = published.check(
                "GET /submissions/{submissionId}",
                api.get(one + "?include=details,values,activities,form.attributesMap,children,descendants"));
        assertThat(found.at("/submission/coreState").asText()).isEqualTo("Submitted");
        assertThat(found.at("/submission/form").size()).isEqualTo(1);
        published.check(
                "PATCH /kapps/{kappSlug}/forms/{formSlug}/submissions",
                api.patch(
                        SUBMISSIONS,
                        "{\"createdBy\":\"a\",\"updatedBy\":\"b\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"values\":{}}"));
        searches();
        activities(one);
    }

    private void searches() {
        String query = TaskApi.encode("values[Status]=\"In Progress\"");
        JsonNode byIndex = published.check(
                "GET /kapps/{kappSlug}/submissions", api.get(KAPP + "/submissions?include=values&limit=1&q=" + query));
        assertThat(byIndex.at("/submissions/0/values/Status").asText()).isEqualTo("In Progress");
        assertThat(byIndex.get("messages")).isEmpty();
        published.check(
                "POST /kapps/{kappSlug}/submissions-search",
                api.post(KAPP + "/submissions-search", "{\"q\":\"coreState = \\\"Draft\\\"\",\"count\":true}"));
        published.check("GET /kapps/{kappSlug}/forms/{formSlug}/submissions", api.get(SUBMISSIONS));
        JsonNode page = published.check(
                "POST /kapps/{kappSlug}/forms/{formSlug}/submissions-search",
                api.post(FORM + "/submissions-search?limit=1&count=true&direction=%7B%5BDirection", ""));
        assertThat(page.get("count").asInt()).isEqualTo(2);
        String token = TaskApi.encode(page.get("nextPageToken").asText());
        JsonNode last = api.get(SUBMISSIONS + "?limit=1&pageToken=" + token).ok();
        assertThat(last.at("/submissions/0/id").asText())
                .isNotEqualTo(page.at("/submissions/0/id").asText());
        assertThat(last.get("nextPageToken").isNull()).isTrue();
        assertThat(api.get(SUBMISSIONS + "?coreState=Draft&pageToken=" + token).status())
                .isEqualTo(400);
    }

    private void activities(String one) {
        String operation = "/submissions/{submissionId}/activities";
        JsonNode made = published.check(
                "POST " + operation, api.post(one + "/activities", "{\"type\":\"T\",\"label\":\"L\",\"data\":\"{}\"}"));
        String activity = one + "/activities/" + made.at("/activity/id").asText();
        published.check("GET " + operation, api.get(one + "/activities?include=details"));
        published.check("GET " + operation + "/{activityId}", api.get(activity));
        published.check("PUT " + operation + "/{activityId}", api.put(activity, "{\"label\":\"M\"}"));
        published.check("DELETE " + operation + "/{activityId}", api.delete(activity));
    }

    @Test
    @Order(5)
    void files() {
        byte[] content = CoreClient.bytes("Größe ".repeat(100_000));
        JsonNode made = published.check(
                "POST /kapps/{kappSlug}/forms/{formSlug}/submissions-multipart",
                api.multipart(
                        FORM + "/submissions-multipart",
                        "{\"values\":{\"Summary\":\"m\",}}",
                        "File",
                        "bild.png",
                        content));
        String link = made.at("/submission/values/File/0/link").asText();
        assertThat(made.at("/submission/values/File/0/size").asInt()).isEqualTo(content.length);
        assertThat(api.get("/" + link).text()).isEqualTo(new String(content, StandardCharsets.UTF_8));
        String signed = published
                .check(
                        "GET /submissions/{submissionId}/files/{fieldName}/{fileIndex}/{fileName}/url",
                        api.get("/" + link + "/url"))
                .get("url")
                .asText();
        assertThat(fetch(signed).text()).isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(fetch(signed.replace("bild", "fremd")).status()).isEqualTo(404);
        assertThat(fetch(signed.replaceAll("/[^/]+/bild", "/made-up/bild")).status())
                .isEqualTo(403);
        assertThat(fetch(signed.replaceAll("/app/files/.*", "/app/api/v1" + link.replace("/app/api/v1", "")))
                        .status())
                .as("the address of the file itself asks who comes")
                .isEqualTo(401);
        published.check(
                "POST /submissions-multipart/{submissionId}",
                api.multipart(
                        "/submissions-multipart/" + made.at("/submission/id").asText() + "?staged=true",
                        "{}",
                        "File",
                        "noch.png",
                        content));
        assertThat(api.get("/" + link.replace("bild", "fremd")).status()).isEqualTo(404);
    }

    /** As somebody who says nothing about who they are. */
    private Answer fetch(String address) {
        String path = "/" + address.substring(address.indexOf("/app/"));
        return api.send("GET", path, BodyPublishers.noBody(), "Authorization", "");
    }

    @Test
    @Order(6)
    void workflows() {
        workflows("", "");
        workflows("/kapps/{kappSlug}", KAPP);
        workflows("/kapps/{kappSlug}/forms/{formSlug}", FORM);
    }

    /** Registers one, changes it, reads it and takes it away. */
    private void workflows(String operation, String path) {
        String all = operation + "/workflows";
        JsonNode made = published.check(
                "POST " + all,
                api.post(path + "/workflows", "{\"name\":\"Contract\",\"event\":\"Submission Created\"}"));
        String one = path + "/workflows/" + made.get("id").asText();
        published.check("GET " + all, api.get(path + "/workflows"));
        published.check("GET " + all + "/{id}", api.get(one));
        published.check(
                "PUT " + all + "/{id}",
                api.put(one, "{\"name\":\"Contract\",\"event\":\"Submission Closed\",\"filter\":\"false\"}"));
        published.check("POST " + all + "/repair", api.post(path + "/workflows/repair", "{}"));
        published.check("DELETE " + all + "/{id}", api.delete(one));
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    @Test
    @Order(7)
    void webApis() {
        webApis("", "");
        webApis("/kapps/{kappSlug}", KAPP);
    }

    private void webApis(String operation, String path) {
        String all = operation + "/webApis";
        String one = path + "/webApis/contract";
        published.check("POST " + all, api.post(path + "/webApis", "{\"slug\":\"contract\",\"method\":\"GET\"}"));
        published.check("GET " + all, api.get(path + "/webApis"));
        published.check("GET " + all + "/{webApiSlug}", api.get(one));
        published.check("PUT " + all + "/{webApiSlug}", api.put(one, "{\"method\":\"POST\"}"));
        String exported = published
                .check("GET " + all + "/{webApiSlug}/export", api.get(one + "/export"))
                .toString();
        published.check("DELETE " + all + "/{webApiSlug}", api.delete(one));
        published.check("POST " + operation + "/webApiImport", api.post(path + "/webApiImport", exported));
        api.delete(one).ok();
        assertThat(api.get(one).status()).isEqualTo(404);
    }

    /** With an operation that calls this server itself. */
    @Test
    @Order(8)
    void integrations() {
        IntegratorApi integrator = new IntegratorApi(CommonServer.get());
        String connection = integrator
                .post(
                        "/connections",
                        "{\"name\":\"Contract Core\",\"type\":\"HTTP\",\"url\":\""
                                + CommonServer.get().uri("") + "\",\"credentials\":{\"type\":\"none\"}}")
                .ok()
                .get("id")
                .asText();
        String operation = integrator
                .post(
                        "/connections/" + connection + "/operations",
                        "{\"name\":\"Version\",\"method\":\"GET\",\"path\":\"/app/integrator/version\","
                                + "\"outputMappings\":[{\"name\":\"All\",\"value\":\"${response.body}\"}]}")
                .ok()
                .get("id")
                .asText();
        String definition = "{\"name\":\"Contract One\",\"connectionId\":\"" + connection + "\",\"operationId\":\""
                + operation + "\"}";
        definitions("/kapps/{kappSlug}/integrations", KAPP + "/integrations", definition);
        api.post(KAPP + "/integrations", definition).ok();
        api.put(FORM, "{\"integrations\":[" + definition + "]}").ok();
        String name = "/" + TaskApi.encode("Contract One");
        JsonNode ofKapp = published.check(
                "POST /integrations/kapps/{kappSlug}/{name}", api.post("/integrations" + KAPP + name, "{}"));
        JsonNode ofForm = published.check(
                "POST /integrations/kapps/{kappSlug}/forms/{formSlug}/{name}",
                api.post("/integrations" + FORM + name, "{}"));
        assertThat(ofKapp.get("All").isObject()).isTrue();
        assertThat(ofForm).isEqualTo(ofKapp);
        integrator.delete("/connections/" + connection).ok();
    }

    @Test
    @Order(8)
    void people() {
        new PeopleContract(published, api).call();
    }

    @Test
    @Order(8)
    void webhooks() {
        new WebhookOperations(api, published).call(KAPP, FORM);
    }

    @Test
    @Order(9)
    void deletions() {
        published.check("DELETE /submissions/{submissionId}", api.delete("/submissions/" + id));
        assertThat(api.get("/submissions/" + id).status()).isEqualTo(404);
        published.check("DELETE /kapps/{kappSlug}/forms/{formSlug}", api.delete(FORM));
        published.check("DELETE /kapps/{kappSlug}", api.delete(KAPP));
        assertThat(api.get(KAPP).json().get("error").asText()).isEqualTo("Unable to locate the contract Kapp");
    }

    /** The last word: what was called, what is left for later and what is to come are all that is described. */
    @Test
    @Order(10)
    void nothingIsForgotten() throws IOException {
        Set<String> never = published.operations();
        never.removeAll(published.checked());
        System.out.println("Operations of the Core API that are never called: " + never.size());
        never.forEach(each -> System.out.println("  " + each));
        Set<String> toCome = new TreeSet<>();
        for (String operation : never) {
            Answer answer = call(operation);
            assertThat(answer.status()).as(operation).isIn(404, 405, 501);
            assertThat(answer.json().path("correlationId").asText())
                    .as(operation)
                    .isNotEmpty();
            if (answer.status() != 501) {
                toCome.add(operation);
            }
        }
        assertThat(toCome).isEqualTo(toCome());
    }

    private Answer call(String operation) {
        String[] words = operation.split(" ");
        return api.send(
                words[0],
                words[1].replaceAll("\\{[^}]*}", "1"),
                BodyPublishers.ofString("{}"),
                "Content-Type",
                "application/json");
    }

    private static Set<String> toCome() throws IOException {
        try (InputStream list = CoreApiContractIT.class.getResourceAsStream("operations-to-come.txt")) {
            return new TreeSet<>(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        }
    }
}
