package dev.arbor.integrator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Definition;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Templates;
import dev.arbor.testing.tls.PrivateAuthority;
import dev.arbor.testing.tls.ServerCertificate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where connections to databases lead and whom they believe. The server is called {@code db.internal.test}, a name that
 * nobody but the egress rules under test can look up: a driver that looked it up itself would find nothing.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TlsContract {

    protected static final String PASSWORD = "planted-password";
    protected static final ObjectMapper JSON = new ObjectMapper();

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100_000, 1000, 8);
    private static final String NAME = "db.internal.test";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private String allow = "127.0.0.1";
    private List<String> addresses = List.of("127.0.0.1");
    private PrivateAuthority authority;
    private PrivateAuthority stranger;
    private Server secure;
    private Server plain;

    /** A real server. */
    public interface Server extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    /** Starts one. */
    protected abstract Server start(Optional<ServerCertificate> certificate);

    /** The kind of connection to it. */
    protected abstract SqlKind kind(SqlConnection.Ground ground);

    /** A config without host, port and authority. */
    protected abstract ObjectNode login();

    /** An operation whose only column is 1 when the session is encrypted and 0 when not; empty where none tells. */
    protected abstract Optional<ObjectNode> encrypted();

    /** Whether the server is of use without TLS. */
    protected boolean worksWithoutTls() {
        return true;
    }

    /** Whether a database of a strange name is a failure; a server that has none tells nothing. */
    protected boolean refusesStrangeDatabases() {
        return true;
    }

    @BeforeAll
    void startServers(@TempDir Path folder) throws Exception {
        authority = PrivateAuthority.in(Files.createDirectory(folder.resolve("known")), "san=dns:" + NAME);
        stranger = PrivateAuthority.in(Files.createDirectory(folder.resolve("unknown")), "san=dns:" + NAME);
        secure = start(Optional.of(authority.certificate()));
        plain = start(Optional.empty());
    }

    @AfterAll
    void stopServers() {
        secure.close();
        plain.close();
        clock.shutdownNow();
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        lookedUp.add(host);
        InetAddress[] found = new InetAddress[addresses.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(addresses.get(i));
        }
        return found;
    }

    private OpenConnection open(String host, Server server, Optional<String> pem) throws CallException {
        ObjectNode config = login().put("host", host).put("port", server.port());
        pem.ifPresent(text -> config.put("caCert", text));
        return open(config);
    }

    private OpenConnection open(ObjectNode config) throws CallException {
        Egress egress = new Egress(allow, Optional.empty(), this::resolve);
        return kind(new SqlConnection.Ground(egress, LIMITS, clock, new Templates()))
                .open(new Definition("c1", config, Map.of(), (place, plainText) -> {}));
    }

    private void assertIn(String host, Server server, Optional<String> pem, Optional<Boolean> isEncrypted)
            throws CallException {
        try (OpenConnection connection = open(host, server, pem)) {
            connection.test();
            if (isEncrypted.isPresent() && encrypted().isPresent()) {
                assertThat(connection
                                .perform(encrypted().get(), new Arguments(Map.of(), Map.of()))
                                .path("body")
                                .path(0)
                                .path("e")
                                .asInt())
                        .isEqualTo(isEncrypted.get() ? 1 : 0);
            }
        }
    }

    private void assertRefused(String host, Server server, Optional<String> pem, Reason reason) throws CallException {
        try (OpenConnection connection = open(host, server, pem)) {
            assertThatThrownBy(connection::test)
                    .isInstanceOfSatisfying(
                            CallException.class,
                            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason))
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void believesAServerThatItsAuthorityVouchesFor() throws Exception {
        assertIn(NAME, secure, Optional.of(authority.pem()), Optional.of(true));
        assertIn(NAME, secure, Optional.of(stranger.pem() + authority.pem()), Optional.of(true));
        assertThat(lookedUp).contains(NAME);
    }

    @Test
    void believesNoOtherAuthority() throws Exception {
        assertRefused(NAME, secure, Optional.of(stranger.pem()), Reason.CONNECTION);
    }

    @Test
    void believesNoServerOfAnotherName() throws Exception {
        assertRefused("other.internal.test", secure, Optional.of(authority.pem()), Reason.CONNECTION);
        assertRefused("127.0.0.1", secure, Optional.of(authority.pem()), Reason.CONNECTION);
    }

    @Test
    void doesNotGoOnInTheOpenWhereACertificateWasWanted() throws Exception {
        assertRefused(NAME, plain, Optional.of(authority.pem()), Reason.CONNECTION);
    }

    @Test
    void encryptsWithoutAnAuthorityWhereItCan() throws Exception {
        assertIn(NAME, secure, Optional.empty(), Optional.of(true));
        if (worksWithoutTls()) {
            assertIn(NAME, plain, Optional.empty(), Optional.of(false));
        } else {
            assertRefused(NAME, plain, Optional.empty(), Reason.CONNECTION);
        }
    }

    @Test
    void takesNoCertificateThatIsNone() {
        for (String pem : List.of("nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")) {
            assertThatThrownBy(() -> open(NAME, secure, Optional.of(pem)))
                    .isInstanceOfSatisfying(
                            CallException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_CONNECTION));
        }
    }

    @Test
    void connectsOnlyToAddressesThatWereJudged() throws Exception {
        addresses = List.of("127.0.0.2", "127.0.0.1");
        assertIn(NAME, secure, Optional.of(authority.pem()), Optional.empty());
        allow = "127.0.0.0/8";
        assertIn(NAME, secure, Optional.of(authority.pem()), Optional.empty());
        allow = "127.0.0.2";
        addresses = List.of("127.0.0.1");
        assertRefused(NAME, secure, Optional.of(authority.pem()), Reason.EGRESS);
        allow = "127.0.0.1";
    }

    @Test
    void judgesANameThatChangesItsMindEachTime() throws Exception {
        addresses = List.of("127.0.0.1");
        try (OpenConnection connection = open(NAME, secure, Optional.empty())) {
            addresses = List.of("10.0.0.1");
            assertThatThrownBy(connection::test).isInstanceOfSatisfying(CallException.class, e -> assertThat(e.reason())
                    .isEqualTo(Reason.EGRESS));
            addresses = List.of("127.0.0.1");
            connection.test();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a,b",
                "a:5432,b",
                "db.internal.test:1/x?socketFactory=java.lang.String",
                "db.internal.test/x",
                "db.internal.test?loggerLevel=TRACE&loggerFile=/tmp/x",
                "db.internal.test;trustServerCertificate=true",
                "db.internal.test\\instance",
                "user@db.internal.test",
                "address=(host=db.internal.test)(port=1)",
                "(host=db)",
                "/tmp/.s.PGSQL.5432",
                "%2Ftmp",
                "[::1",
                "[::1]:5432,[::2]",
                "fe80::1%eth0",
                "pipe:\\\\.\\x",
                "a\nb",
                "..",
                "-a"
            })
    void takesOneHostAndNothingElse(String host) {
        lookedUp.clear();
        assertThatThrownBy(() -> open(host, secure, Optional.empty()))
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_CONNECTION));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void takesNoOtherOptionOfADriver(@TempDir Path folder) throws Exception {
        ObjectNode config = login().put("host", NAME).put("port", secure.port());
        for (String name :
                List.of("socketFactory", "socketFactoryClass", "sslfactory", "trustManagerClass", "plugin")) {
            config.put(name, "java.lang.String");
        }
        config.put("loggerLevel", "TRACE")
                .put("loggerFile", folder.resolve("log").toString());
        config.put("localSocket", "/tmp/x")
                .put("pipe", "x")
                .put("options", "-c x=y")
                .put("url", "jdbc:x");
        config.put("allowLoadLocalInfile", true).put("allowLocalInfile", true).put("autoDeserialize", true);
        config.put("failoverPartner", "10.0.0.1").put("serverName", "10.0.0.1");
        try (OpenConnection connection = open(config)) {
            connection.test();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesNoOptionInTheNameOfADatabase(@TempDir Path folder) {
        ObjectNode config = login().put("host", NAME).put("port", secure.port());
        config.put(
                "database",
                config.path("database").asText() + "?loggerLevel=TRACE&allowLocalInfile=true&loggerFile="
                        + folder.resolve("log") + ";failoverPartner=10.0.0.1");
        Throwable thrown = catchThrowable(() -> {
            try (OpenConnection connection = open(config)) {
                connection.test();
            }
        });
        if (refusesStrangeDatabases()) {
            assertThat(thrown).isInstanceOf(CallException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
