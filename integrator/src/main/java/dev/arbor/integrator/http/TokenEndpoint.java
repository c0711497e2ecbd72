package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.http.TokenCredentials.Token;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;

/** An OAuth 2 token endpoint (RFC 6749): client credentials, password and refresh token. */
final class TokenEndpoint implements TokenCredentials.TokenSource {

    /** For a token that does not say how long it lives. */
    static final long DEFAULT_SECONDS = 300;

    /** A year: what is told beyond that is no promise that anybody keeps. */
    static final long LONGEST_SECONDS = 365L * 24 * 3600;

    private final Channel channel;
    private final ObjectNode auth;
    private final InstantSource time;
    private final Consumer<String> rotated;
    private volatile String refreshToken;

    /**
     * An endpoint.
     *
     * @param auth the {@code auth} of the connection, with its secrets
     * @param rotated is given a refresh token that replaces the one of the connection
     */
    TokenEndpoint(Channel channel, ObjectNode auth, InstantSource time, Consumer<String> rotated) {
        this.channel = channel;
        this.auth = auth;
        this.time = time;
        this.rotated = rotated;
        this.refreshToken = auth.path("refreshToken").asText("");
    }

    @Override
    public Set<String> secrets() {
        String refresh = refreshToken;
        return refresh.isEmpty() ? Set.of() : Set.of(refresh);
    }

    @Override
    public Token fetch(Deadline deadline) throws CallException {
        boolean password = isKind("oauth2_password");
        if (password && !refreshToken.isEmpty()) {
            try {
                return ask(grant(), deadline);
            } catch (CallException e) {
                if (e.reason() != Reason.AUTHENTICATION) {
                    throw e;
                }
                // A refresh token that ended is replaced by the password; whatever else is wrong shows there again.
                refreshToken = "";
            }
        }
        return ask(grant(), deadline);
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

    private Token ask(List<NameValuePair> form, Deadline deadline) throws CallException {
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
        return read(channel.send(request, deadline).read());
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
        long seconds = Math.min(Math.max(body.path("expires_in").asLong(DEFAULT_SECONDS), 0), LONGEST_SECONDS);
        return Token.of(token, time.instant(), time.instant().plusSeconds(seconds));
    }
}
