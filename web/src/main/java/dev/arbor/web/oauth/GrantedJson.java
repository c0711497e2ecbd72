package dev.arbor.web.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.AccessToken;
import dev.arbor.platform.api.Account;
import dev.arbor.web.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client is told with a token, in JSON or in the fragment of an address. The token is first: scripts cut it out. */
final class GrantedJson {

    private GrantedJson() {}

    private static Map<String, Object> values(AccessToken token) {
        Account account = token.account();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("access_token", token.value());
        values.put("token_type", "bearer");
        values.put("expires_in", token.lifetime().toSeconds());
        values.put("scope", "full_access");
        values.put("spaceSlug", token.spaceSlug());
        values.put("displayName", account.displayName().orElse(null));
        values.put("iss", token.issuer());
        values.put("spaceAdmin", account.spaceAdmin());
        values.put("email", account.email().orElse(null));
        values.put("username", account.username());
        return values;
    }

    static ObjectNode json(AccessToken token) {
        return (ObjectNode) Json.value(values(token));
    }

    static String fragment(AccessToken token, Optional<String> state) {
        Map<String, Object> values = values(token);
        state.ifPresent(text -> values.put("state", text));
        return values.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + encode(each.getValue() == null ? "" : each.getValue().toString()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
