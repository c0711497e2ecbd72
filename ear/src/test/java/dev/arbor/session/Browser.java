package dev.arbor.session;

import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the cookies that it is given and sends them back, and sends no credentials of its own. */
final class Browser {

    static final String FORM = "application/x-www-form-urlencoded";

    private final TaskApi http;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private List<String> set = List.of();

    Browser(ServerProcess server) {
        http = new TaskApi(server);
    }

    /**
     * Sends a request.
     *
     * @param path from the root
     * @param body null for none
     */
    Answer send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Authorization")) {
            all.addAll(List.of("Authorization", ""));
        }
        if (!cookies.isEmpty()) {
            all.addAll(List.of(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; "))));
        }
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        Answer answer = http.send(method, "/" + path, content, all.toArray(String[]::new));
        set = answer.headers().entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("Set-Cookie"))
                .flatMap(each -> each.getValue().stream())
                .toList();
        set.forEach(this::keep);
        return answer;
    }

    private void keep(String header) {
        String pair = header.split(";")[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (header.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends JSON with the token of the session, as our pages do. */
    Answer json(String method, String path, String body) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
        cookie("XSRF-TOKEN").ifPresent(token -> headers.addAll(List.of("X-XSRF-TOKEN", token)));
        return send(method, path, body, headers.toArray(String[]::new));
    }

    /** Signs in as a script does. */
    Answer signIn(String username, String password) {
        return signIn("", username, password);
    }

    Answer signIn(String space, String username, String password) {
        return send(
                "POST",
                space + "/app/login.do",
                "j_username=" + TaskApi.encode(username) + "&j_password=" + TaskApi.encode(password),
                "Content-Type",
                FORM);
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    void cookie(String name, String value) {
        cookies.put(name, value);
    }

    /** The cookies that the last answer set, with their attributes. */
    List<String> set() {
        return set;
    }
}
