package dev.arbor.coreapi;

import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** The Core API of a server, called over HTTP with the administrator's password. */
final class CoreClient {

    static final String PREFIX = "/app/api/v1";

    private final TaskApi http;
    private final ServerProcess server;

    CoreClient(ServerProcess server) {
        this.server = server;
        this.http = new TaskApi(server);
    }

    /** An address of the server, as others would call it. */
    String address(String path) {
        return server.uri(path).toString();
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    Answer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /** Sends parts: a submission as JSON, and a file for a field. */
    Answer multipart(String path, String submission, String field, String fileName, byte[] content) {
        String boundary = "arbor-boundary";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"_submission\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + submission + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: image/png\r\n\r\n"),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send("POST", path, body, "Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    /** Sends anything; a path that begins with two slashes is one of the server, not of the API. */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        return http.send(method, path.startsWith("//") ? path : "/" + PREFIX + path, body, headers);
    }

    /** The content of a file as the text of its bytes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
