package dev.arbor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** A client of the Core API, over connections that are kept, with the administrator's password. */
final class PlatformClient implements AutoCloseable {

    private static final String BASE = "/app/api/v1";
    private static final String KAPP = "bench";
    private static final String FORM = "request";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 64;

    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .disableAutomaticRetries()
            .build();
    private final ServerProcess server;
    private final String authorization = "Basic "
            + Base64.getEncoder()
                    .encodeToString(
                            (ServerProcess.ADMIN + ":" + ServerProcess.PASSWORD).getBytes(StandardCharsets.UTF_8));

    PlatformClient(ServerProcess server) {
        this.server = server;
    }

    /** A form of five fields, two of which are indexed. */
    void form() throws IOException {
        post("/kapps", JSON.createObjectNode().put("name", "Bench").put("slug", KAPP));
        ObjectNode form = JSON.createObjectNode().put("name", "Request").put("slug", FORM);
        ObjectNode page = form.put("status", "Active").putArray("pages").addObject();
        page.put("type", "page").put("name", "Page 1").put("renderType", "submittable");
        for (String name : new String[] {"Summary", "Description", "Status", "Number", "Assignee"}) {
            page.withArray("elements")
                    .addObject()
                    .put("type", "field")
                    .put("name", name)
                    .put("renderType", "text")
                    .put("dataType", "string");
        }
        ArrayNode indexes = form.putArray("indexDefinitions");
        for (String part : new String[] {"values[Status]", "values[Number]"}) {
            indexes.addObject()
                    .put("name", part)
                    .put("unique", false)
                    .putArray("parts")
                    .add(part);
        }
        post("/kapps/" + KAPP + "/forms", form);
        ObjectNode build = JSON.createObjectNode().put("type", "Build Index");
        build.putObject("content").putArray("indexes").add("values[Status]").add("values[Number]");
        post("/kapps/" + KAPP + "/forms/" + FORM + "/backgroundJobs", build);
    }

    /** A workflow of the form: a start and three pure nodes, behind a filter. */
    void workflow() throws IOException {
        ObjectNode workflow = JSON.createObjectNode().put("name", "Handle").put("event", "Submission Submitted");
        workflow.put("filter", "values('Status') == \"Open\"").set("treeJson", Trees.ofSubmission());
        post("/kapps/" + KAPP + "/forms/" + FORM + "/workflows", workflow);
    }

    /** Makes a submission that starts the workflow. */
    void submit(int number) throws IOException {
        submit("Open", "N" + number);
    }

    /** Makes a submission, which starts the workflow if its status is {@code Open}. */
    void submit(String status, String number) throws IOException {
        send(request(
                "/kapps/" + KAPP + "/forms/" + FORM + "/submissions",
                "{\"coreState\":\"Submitted\",\"values\":{\"Summary\":\"A laptop for somebody new\",\"Status\":\""
                        + status
                        + "\",\"Description\":\"Thirteen inches, and a bag that it fits into.\",\"Number\":\"" + number
                        + "\",\"Assignee\":\"anna@example.com\"}}"));
    }

    /** A page of submissions with the value of a field, newest first. */
    JsonNode search(String field, String value, int limit, String token) throws IOException {
        String query = "values[" + field + "]=\"" + value + "\"";
        return JSON.readTree(send(request(new HttpGet(server.uri(BASE + "/kapps/" + KAPP + "/forms/" + FORM
                + "/submissions?include=values&limit=" + limit + "&q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + (token.isEmpty() ? "" : "&pageToken=" + token))))));
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        return JSON.readTree(send(request(path, body.toString())));
    }

    private HttpPost request(String path, String body) {
        HttpPost request = request(new HttpPost(server.uri(BASE + path)));
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    private <T extends HttpUriRequestBase> T request(T request) {
        request.setHeader("Authorization", authorization);
        return request;
    }

    private byte[] send(HttpUriRequest request) throws IOException {
        return http.execute(request, response -> {
            byte[] body = EntityUtils.toByteArray(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException(request.getMethod() + " " + request.getRequestUri() + " answered "
                        + response.getCode() + ": " + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        });
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
