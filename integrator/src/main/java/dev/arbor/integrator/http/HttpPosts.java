package dev.arbor.integrator.http;

import dev.arbor.integrator.api.Posts;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.Redactor;
import dev.arbor.integrator.vault.SecretForms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Posts over HTTP, on a channel of their own: what others are told of does not take the place of connections. */
public final class HttpPosts implements Posts, AutoCloseable {

    /** Of an answer, in bytes; more is not read. */
    private static final int SHOWN = 10_000;

    private static final Set<Reason> LASTING = Set.of(Reason.EGRESS, Reason.INVALID_REQUEST, Reason.INVALID_CONNECTION);

    private final Channel channel;
    private final Limits limits;

    /**
     * Over a channel that trusts the authorities of this Java.
     *
     * @param clock ends what takes too long
     */
    public HttpPosts(Egress egress, Limits limits, ScheduledExecutorService clock) {
        this.limits = limits;
        this.channel = Channel.usual(egress, limits, clock);
    }

    @Override
    public Optional<String> objection(String url) {
        try {
            Urls.address(url);
            return Optional.empty();
        } catch (CallException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Reply send(Post post) throws PostException {
        try {
            Outgoing request = new Outgoing("POST", Urls.address(post.url()));
            for (Map.Entry<String, String> header : post.headers().entrySet()) {
                request.header(header.getKey(), List.of(header.getValue()));
            }
            byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
            request.body(() -> new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            Deadline deadline = Deadline.within(post.limit(), limits);
            Exchange answer = channel.send(request, deadline).begin(SHOWN);
            return new Reply(answer.status(), Reasons.summary(answer.status()), shown(answer, post));
        } catch (CallException e) {
            throw new PostException(e.getMessage(), LASTING.contains(e.reason()), e);
        }
    }

    /** Databases take no NUL in a text. */
    private static String shown(Exchange answer, Post post) {
        List<String> secrets = post.secrets().stream()
                .flatMap(secret -> SecretForms.of(secret).stream())
                .toList();
        return new Redactor(secrets).of(answer.text()).replace('\0', '\uFFFD');
    }

    @Override
    public void close() {
        channel.close();
    }
}
