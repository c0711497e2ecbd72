package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.ConnectionKind;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import dev.arbor.integrator.template.Texts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Connections over HTTP (integrator spec 1.2.1 and 1.2.2). */
public final class HttpKind implements ConnectionKind {

    private final Egress egress;
    private final Limits limits;
    private final ScheduledExecutorService clock;
    private final InstantSource time;
    private final Templates templates;
    private final Outputs outputs;

    /**
     * The kind.
     *
     * @param egress judges all addresses, those of token endpoints too
     * @param clock ends calls that take too long
     */
    public HttpKind(
            Egress egress,
            Limits limits,
            ScheduledExecutorService clock,
            InstantSource time,
            Templates templates,
            Outputs outputs) {
        this.egress = egress;
        this.limits = limits;
        this.clock = clock;
        this.time = time;
        this.templates = templates;
        this.outputs = outputs;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public OpenConnection open(Definition definition) throws CallException {
        ObjectNode config = definition.config();
        String baseUrl = config.path("baseUrl").asText();
        Urls.base(baseUrl);
        Channel channel = channel(config);
        List<Channel> others = new ArrayList<>();
        Map<String, String> headers = new LinkedHashMap<>();
        config.path("defaultHeaders")
                .properties()
                .forEach(each -> headers.put(each.getKey(), Texts.of(each.getValue())));
        try {
            return new HttpConnection(
                    baseUrl,
                    text(config, "testPath"),
                    new Requests(baseUrl, headers, templates),
                    credentials(definition, channel, others),
                    channel,
                    others,
                    pace(config),
                    limits);
        } catch (CallException e) {
            channel.close();
            others.forEach(Channel::close);
            throw e;
        }
    }

    private Optional<Pace> pace(ObjectNode config) {
        int perSecond = config.path("callsPerSecond").asInt();
        return perSecond > 0 ? Optional.of(new Pace(perSecond, limits.connect(), time)) : Optional.empty();
    }

    private Credentials credentials(Definition definition, Channel channel, List<Channel> others) throws CallException {
        if (!(definition.config().path("auth") instanceof ObjectNode auth)) {
            return Credentials.none();
        }
        String header = text(auth, "header").orElse("Authorization");
        String prefix = text(auth, "prefix").orElse("Bearer");
        return switch (auth.path("authType").asText()) {
            case "basic" ->
                Credentials.basic(
                        auth.path("username").asText(), auth.path("password").asText(""));
            case "raw_bearer_token" ->
                Credentials.header(header, prefix + " " + auth.path("token").asText(""));
            case "api_key" ->
                auth.path("in").asText("header").equals("query")
                        ? Credentials.query(header, auth.path("value").asText(""))
                        : Credentials.header(header, auth.path("value").asText(""));
            case "http_bearer_token" -> token(header, prefix, operation(definition, auth, channel, others));
            case "client_credentials", "oauth2_password", "oauth2_refresh_token" -> {
                Channel own = channel(auth);
                others.add(own);
                yield token("Authorization", "Bearer", new TokenEndpoint(own, auth, time, refreshed -> definition
                        .keep()
                        .accept("/config/auth/refreshToken", refreshed)));
            }
            default ->
                throw new CallException(
                        CallException.Reason.INVALID_CONNECTION,
                        "Expected a known authType, but got '"
                                + auth.path("authType").asText() + "'.");
        };
    }

    private TokenOperation operation(Definition definition, ObjectNode auth, Channel channel, List<Channel> others)
            throws CallException {
        ObjectNode token = (ObjectNode) auth.path("token");
        String baseUrl = definition.config().path("baseUrl").asText();
        Channel used = channel;
        if (token.path("connection") instanceof ObjectNode elsewhere) {
            baseUrl = elsewhere.path("baseUrl").asText();
            used = channel(elsewhere);
            others.add(used);
        }
        Arguments arguments = new Arguments(Map.of(), definition.secrets());
        return new TokenOperation(used, new Requests(baseUrl, Map.of(), templates), token, arguments, outputs, time);
    }

    private Credentials token(String header, String prefix, TokenCredentials.TokenSource source) {
        return new TokenCredentials(header, prefix, source, time);
    }

    private Channel channel(JsonNode config) throws CallException {
        return new Channel(text(config, "caCert"), egress, limits, clock);
    }

    private static Optional<String> text(JsonNode config, String name) {
        return Optional.of(config.path(name).asText(""))
                .filter(text -> !text.isEmpty() && !config.path(name).isNull());
    }

    @Override
    public List<Template> templates(ObjectNode operation) {
        List<Template> all = new ArrayList<>();
        add(all, operation.path("path").asText());
        both(all, operation.path("params"));
        both(all, operation.path("headers"));
        JsonNode body = operation.path("body");
        leaves(all, body.path("raw"));
        both(all, body.path("form"));
        body.path("parts").forEach(part -> {
            for (String field : List.of("name", "content", "contentType", "fileName")) {
                add(all, part.path(field).asText(""));
            }
        });
        return all;
    }

    private void both(List<Template> all, JsonNode map) {
        map.properties().forEach(each -> {
            add(all, each.getKey());
            leaves(all, each.getValue());
        });
    }

    private void leaves(List<Template> all, JsonNode node) {
        if (node.isTextual()) {
            add(all, node.textValue());
        }
        node.forEach(each -> leaves(all, each));
    }

    private void add(List<Template> all, String text) {
        all.add(templates.of(text));
    }
}
