package dev.arbor.integrator.http;

import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.vault.Redactor;
import dev.arbor.integrator.vault.SecretForms;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Requests over HTTP on a channel of their own, so that they do not take the place of connections. */
public final class HttpRequests implements Requests, AutoCloseable {

    private final Channel channel;
    private final Egress egress;
    private final Limits limits;

    /**
     * Over a channel that trusts the authorities of this Java.
     *
     * @param clock ends what takes too long
     */
    public HttpRequests(Egress egress, Limits limits, ScheduledExecutorService clock) {
        this.egress = egress;
        this.limits = limits;
        this.channel = Channel.usual(egress, limits, clock);
    }

    @Override
    public Answer send(Request request) throws RequestException {
        try {
            Outgoing outgoing = new Outgoing(request.method(), Urls.address(request.url()));
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                outgoing.header(header.getKey(), List.of(header.getValue()));
            }
            request.body()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .ifPresent(bytes ->
                            // The type is among the headers.
                            outgoing.body(() -> new ByteArrayEntity(bytes, null)));
            Exchange exchange = channel.send(outgoing, Deadline.within(request.limit(), limits))
                    .read();
            return new Answer(
                    exchange.status(),
                    Reasons.summary(exchange.status()),
                    Optional.ofNullable(exchange.headers().get("content-type")),
                    exchange.body(),
                    without(request.secrets(), exchange.text()));
        } catch (CallException e) {
            throw new RequestException(e.reason().key(), without(request.secrets(), e.getMessage()), e);
        }
    }

    @Override
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        return egress.addresses(host, port);
    }

    @Override
    public String without(Collection<String> secrets, String text) {
        return new Redactor(secrets.stream()
                        .flatMap(secret -> SecretForms.of(secret).stream())
                        .toList())
                .of(text);
    }

    @Override
    public void close() {
        channel.close();
    }
}
