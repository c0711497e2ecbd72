package dev.arbor.integrator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.http.TokenCredentials.Token;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.output.Output;
import dev.arbor.integrator.output.Outputs;
import dev.arbor.integrator.template.Arguments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** A token that an operation of its own fetches, and two output expressions find in the answer. */
final class TokenOperation implements TokenCredentials.TokenSource {

    private static final String TOKEN = "token";
    private static final String EXPIRATION = "expiration";
    private static final double SECONDS_AT_MOST = 1e9;
    private static final double MILLIS_AT_LEAST = 1e11;

    private final Channel channel;
    private final Requests requests;
    private final ObjectNode token;
    private final Arguments arguments;
    private final Outputs outputs;
    private final InstantSource time;

    TokenOperation(
            Channel channel,
            Requests requests,
            ObjectNode token,
            Arguments arguments,
            Outputs outputs,
            InstantSource time) {
        this.channel = channel;
        this.requests = requests;
        this.token = token;
        this.arguments = arguments;
        this.outputs = outputs;
        this.time = time;
    }

    @Override
    public Token fetch(Deadline deadline) throws CallException {
        Outgoing request = requests.make((ObjectNode) token.path("operation"), arguments);
        Exchange answer = channel.send(request, deadline).read();
        Outputs.Results results = outputs.evaluate(
                List.of(
                        new Output(TOKEN, token.path("tokenOutput").asText(), Map.of()),
                        new Output(EXPIRATION, token.path("expirationOutput").asText(), Map.of())),
                answer.root());
        if (!results.failures().isEmpty()) {
            throw new CallException(
                    Reason.AUTHENTICATION,
                    "Expected a token in the answer with status " + answer.status() + ", but: "
                            + String.join(" ", results.failures()));
        }
        ObjectNode found = results.values();
        String value = found.path(TOKEN).asText("");
        if (value.isEmpty() || found.path(TOKEN).isNull()) {
            throw new CallException(
                    Reason.AUTHENTICATION,
                    "Expected a token in the answer with status " + answer.status() + ", but there is none.");
        }
        Instant now = time.instant();
        return Token.of(value, now, expiration(found.path(EXPIRATION), now));
    }

    /** Seconds from now, a moment in seconds or milliseconds, or a date (integrator spec 1.2.2). */
    static Instant expiration(JsonNode told, Instant now) {
        String text = told.isNull() || told.isMissingNode() ? "" : told.asText().strip();
        try {
            double number = Double.parseDouble(text);
            if (number < SECONDS_AT_MOST) {
                return within(now, now.plusSeconds((long) Math.max(number, 0)));
            }
            return within(
                    now,
                    number < MILLIS_AT_LEAST
                            ? Instant.ofEpochSecond((long) number)
                            : Instant.ofEpochMilli((long) number));
        } catch (NumberFormatException e) {
            try {
                return within(now, OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException none) {
                return now.plusSeconds(TokenEndpoint.DEFAULT_SECONDS);
            }
        }
    }

    private static Instant within(Instant now, Instant told) {
        Instant latest = now.plusSeconds(TokenEndpoint.LONGEST_SECONDS);
        return told.isBefore(now) ? now : told.isAfter(latest) ? latest : told;
    }
}
