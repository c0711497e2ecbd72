package dev.arbor.integrator.http;

import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests, bounded in time and size, to addresses that may be connected to. It pools connections and owns no
 * thread; the client follows nothing, retries nothing and remembers nothing by itself.
 */
final class Channel implements AutoCloseable {

    private static final TimeValue IDLE = TimeValue.ofSeconds(60);

    /** Of an answer: headers that never end are kept in memory by the client before anybody can count their bytes. */
    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxHeaderCount(500)
            .setMaxLineLength(64 * 1024)
            .setMaxEmptyLineCount(10)
            .build();

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
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build())
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

    /** One that trusts the authorities of this Java. */
    static Channel usual(Egress egress, Limits limits, ScheduledExecutorService clock) {
        try {
            return new Channel(Optional.empty(), egress, limits, clock);
        } catch (CallException e) {
            throw new IllegalStateException("Expected a channel without a certificate of its own, but it failed.", e);
        }
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
     * Sends a request.
     *
     * @return the answer, which the caller reads or closes
     */
    Answer send(Outgoing outgoing, Deadline deadline) throws CallException {
        HttpUriRequestBase request = new HttpUriRequestBase(outgoing.method(), outgoing.uri());
        outgoing.headers().forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.setEntity(outgoing.entity());
        String host = outgoing.uri().getHost();
        HttpHost target =
                new HttpHost(outgoing.uri().getScheme(), host, outgoing.uri().getPort());
        Call call = new Call(request, host, limits.bytes(), deadline, clock);
        try {
            return new Answer(client.executeOpen(target, request, null), call);
        } catch (IOException | RuntimeException e) {
            throw call.failure(e);
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
