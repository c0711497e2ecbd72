package dev.arbor.integrator.http;

import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.egress.EgressDeniedException;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests, bounded in time and size, to addresses that may be connected to. It pools connections and owns no
 * thread; the client follows nothing, retries nothing and remembers nothing by itself.
 */
final class Channel implements AutoCloseable {

    private static final TimeValue IDLE = TimeValue.ofSeconds(60);

    private final CloseableHttpClient client;
    private final Limits limits;
    private final ScheduledExecutorService clock;

    /**
     * Opens a channel; nothing is connected to yet.
     *
     * @param caCert the PEM text of the only authority to trust; empty for those of this Java
     * @param clock ends what takes too long
     * @throws CallException when the certificate is none
     */
    Channel(Optional<String> caCert, Egress egress, Limits limits, ScheduledExecutorService clock)
            throws CallException {
        this.limits = limits;
        this.clock = clock;
        PoolingHttpClientConnectionManagerBuilder pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked(egress))
                .setMaxConnPerRoute(limits.calls())
                .setMaxConnTotal(limits.calls())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.total()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(IDLE)
                        .build());
        if (caCert.isPresent()) {
            pool.setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                    .setSslContext(Certificates.trusting(caCert.get()))
                    .buildClassic());
        }
        this.client = HttpClients.custom()
                .setConnectionManager(pool.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.connect()))
                        .setResponseTimeout(Timeout.of(limits.total()))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Arbor")
                .build();
    }

    /** Connects only to what was judged: the addresses that it gives are those that are used. */
    private record Checked(Egress egress) implements DnsResolver {

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return egress.addresses(host, port).stream()
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return egress.addresses(host, 0).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /**
     * Sends a request and reads its whole answer.
     *
     * @param left how long it may take
     */
    Exchange send(Outgoing outgoing, Duration left) throws CallException {
        HttpUriRequestBase request = new HttpUriRequestBase(outgoing.method(), outgoing.uri());
        outgoing.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.setEntity(outgoing.entity());
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = clock.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                Math.max(1, left.toMillis()),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> read(response, request));
        } catch (TooLarge e) {
            throw new CallException(
                    Reason.TOO_LARGE,
                    "Expected an answer of at most " + limits.bytes() + " bytes from " + host(outgoing)
                            + ", but it is larger.");
        } catch (EgressDeniedException e) {
            throw new CallException(Reason.EGRESS, e.getMessage());
        } catch (IOException | RuntimeException e) {
            if (late.get()) {
                throw new CallException(
                        Reason.TIMEOUT,
                        "Expected " + host(outgoing) + " to answer within "
                                + limits.total().toMillis() + " ms, but it did not.");
            }
            throw new CallException(
                    Reason.CONNECTION,
                    "Expected an answer from " + host(outgoing) + ", but there is none: " + reason(e),
                    e);
        } finally {
            alarm.cancel(false);
        }
    }

    private static String host(Outgoing outgoing) {
        return outgoing.uri().getHost();
    }

    /** The class says more than some messages do. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private Exchange read(ClassicHttpResponse response, HttpUriRequestBase request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Exchange(response.getCode(), headers, new byte[0]);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream content = entity.getContent()) {
            byte[] buffer = new byte[16 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                if (body.size() + (long) read > limits.bytes()) {
                    // Closing politely would read the rest of it first.
                    request.cancel();
                    throw new TooLarge();
                }
                body.write(buffer, 0, read);
            }
        }
        return new Exchange(response.getCode(), headers, body.toByteArray());
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
