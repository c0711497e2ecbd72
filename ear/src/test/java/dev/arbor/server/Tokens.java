package dev.arbor.server;

import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of a server, got as scripts get them: by the implicit grant (integrator spec 3.1). */
public final class Tokens {

    /** Where scripts ask. */
    public static final String AUTHORIZE =
            "/app/oauth/authorize?grant_type=implicit&response_type=token&client_id=system";

    private static final Pattern TOKEN = Pattern.compile("#access_token=([^&]+)&");

    private Tokens() {}

    /** A token of the administrator. */
    public static String of(ServerProcess server) {
        return of(server, ServerProcess.ADMIN, ServerProcess.PASSWORD);
    }

    /** A token of an account. */
    public static String of(ServerProcess server, String username, String password) {
        Answer answer = new TaskApi(server)
                .send(
                        "GET",
                        "/" + AUTHORIZE,
                        BodyPublishers.noBody(),
                        "Authorization",
                        TaskApi.basic(username, password));
        Matcher token = TOKEN.matcher(answer.header("Location").orElse(""));
        if (answer.status() != 302 || !token.find()) {
            throw new AssertionError("Expected a token, but got " + answer.status() + ": " + answer.text());
        }
        return token.group(1);
    }

    /** The value of an Authorization header. */
    public static String bearer(String token) {
        return "Bearer " + token;
    }
}
