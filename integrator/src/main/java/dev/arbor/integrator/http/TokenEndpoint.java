package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.http.TokenCredentials.Token;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** An OAuth 2 token endpoint (RFC 6749): client credentials, password and refresh token. */
final class TokenEndpoint implements TokenCredentials.TokenSource {

    /** For a token that does not say how long it lives. */
    static final long DEFAULT_SECONDS = 300;

    private final Channel channel;
    private final ObjectNode auth;
    private final Limits limits;
    private final InstantSource time;
    private final Consumer<String> rotated;
    private String refreshToken;

    /**
     * An endpoint.
     *
     * @param auth the {@code auth} of the connection, with its secrets
     * @param rotated is given a refresh token that replaces the one of the connection
     */
    TokenEndpoint(Channel channel, ObjectNode auth, Limits limits, InstantSource time, Consumer<String> rotated) {
        this.channel = channel;
        this.auth = auth;
        this.limits = limits;
        this.time = time;
        this.rotated = rotated;
        this.refreshToken = auth.path("refreshToken").asText("");
    }

    /** Called by one thread at a time. */
    @Override
    public Token fetch() throws CallException {
        boolean password = isKind("oauth2_password");
        if (password && !refreshToken.isEmpty()) {
            try {
                return ask(grant());
            } catch (CallException e) {
                // A refresh token that ended is replaced by the password; whatever else is wrong shows there again.
                refreshToken = "";
            }
        }
        return ask(grant());
    }

    private boolean isKind(String kind) {
        return auth.path("authType").asText().equals(kind);
    }

    private List<NameValuePair> grant() {
        List<NameValuePair> form = new ArrayList<>();
        if (isKind("oauth2_refresh_token") || isKind("oauth2_password") && !refreshToken.isEmpty()) {
            add(form, "grant_type", "refresh_token");
            add(form, "refresh_token", refreshToken);
        } else if (isKind("oauth2_password")) {
            add(form, "grant_type", "password");
            add(form, "username", auth.path("username").asText());
            add(form, "password", auth.path("password").asText());
        } else {
            add(form, "grant_type", "client_credentials");
        }
        String scope = auth.path("scope").asText("");
        if (!scope.isEmpty()) {
            add(form, "scope", scope);
        }
        return form;
    }

    private static void add(List<NameValuePair> form, String name, String value) {
        form.add(new BasicNameValuePair(name, value));
    }

    private Token ask(List<NameValuePair> form) throws CallException {
        Outgoing request = new Outgoing("POST", Urls.base(auth.path("tokenUrl").asText()));
        String secret = auth.path("clientSecret").asText("");
        if (auth.path("clientAuth").asText("").equals("basic_auth")) {
            request.header(
                    "Authorization",
                    List.of(Credentials.basicValue(auth.path("clientId").asText(), secret)));
        } else {
            add(form, "client_id", auth.path("clientId").asText());
            if (!secret.isEmpty()) {
                add(form, "client_secret", secret);
            }
        }
        request.header("Content-Type", List.of("application/x-www-form-urlencoded"));
        request.header("Accept", List.of("application/json"));
        byte[] body = WWWFormCodec.format(form, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
        request.body(() -> new ByteArrayEntity(body, null));
        return read(channel.send(request, limits.total()));
    }

    private Token read(Exchange answer) throws CallException {
        JsonNode body = answer.root().path("body");
        String token = body.path("access_token").asText("");
        if (answer.status() / 100 != 2 || token.isEmpty()) {
            // Of what it said only the code: descriptions quote what was sent.
            String error = body.path("error").asText("no token");
            throw new CallException(
                    Reason.AUTHENTICATION,
                    "Expected a token from the token endpoint, but it answered with status " + answer.status()
                            + " and '" + (error.matches("[A-Za-z_ -]{1,50}") ? error : "an error") + "'.");
        }
        String newer = body.path("refresh_token").asText("");
        if (!newer.isEmpty() && !newer.equals(refreshToken)) {
            refreshToken = newer;
            if (isKind("oauth2_refresh_token")) {
                rotated.accept(newer);
            }
        }
        long seconds = body.path("expires_in").asLong(DEFAULT_SECONDS);
        return new Token(token, time.instant().plus(Duration.ofSeconds(seconds)));
    }
}
