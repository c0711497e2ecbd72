package dev.arbor.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.arbor.engine.handler.OutsideHandler.Call;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.integrator.api.Requests;
import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.http.HttpRequests;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.testing.tls.PrivateAuthority;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a real server, with and without TLS, and to servers that behave badly. */
@Timeout(60)
class SmtpEmailSendTest {

    private static final String PASSWORD = "s3cr3t — ü";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    static Path folder;

    private static PrivateAuthority authority;
    private static PrivateAuthority stranger;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private GreenMail mail;
    private HttpRequests requests;
    private Optional<Session> session = Optional.empty();

    @BeforeAll
    static void makeCertificates() throws IOException {
        authority =
                PrivateAuthority.in(java.nio.file.Files.createDirectory(folder.resolve("own")), "san=dns:localhost");
        stranger = PrivateAuthority.in(
                java.nio.file.Files.createDirectory(folder.resolve("other")), "san=dns:other.example");
    }

    @BeforeEach
    void open() {
        System.setProperty(
                "greenmail.tls.keystore.file", folder.resolve("own/server.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        mail.start();
        mail.setUser("robot@example.com", "robot", PASSWORD);
        requests = requests("127.0.0.1,localhost");
        properties.putAll(Map.of("server", "localhost", "port", Integer.toString(smtp())));
        parameters.putAll(Map.of(
                "error_handling", "Raise Error", "from", "a@example.com", "to", "b@example.com", "textbody", "Hello"));
    }

    @AfterEach
    void close() {
        mail.stop();
        requests.close();
        clock.shutdownNow();
    }

    @AfterAll
    static void forget() {
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    private int smtp() {
        return mail.getSmtp().getPort();
    }

    private HttpRequests requests(String allow) {
        return new HttpRequests(
                new Egress(allow, Optional.empty(), InetAddress::getAllByName),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), 100_000, 100, 4),
                clock);
    }

    private Map<String, String> send() throws HandlerException {
        return send(new MailLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30)));
    }

    /** As the name service may have it: the first address is of a machine that is gone. */
    private Requests withAnAddressThatIsGone() {
        return new Requests() {

            @Override
            public Answer send(Request request) throws RequestException {
                return requests.send(request);
            }

            @Override
            public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
                return List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
            }

            @Override
            public String without(Collection<String> secrets, String text) {
                return requests.without(secrets, text);
            }
        };
    }

    private Map<String, String> send(MailLimits limits) throws HandlerException {
        return send(limits, requests);
    }

    private Map<String, String> send(MailLimits limits, Requests requests) throws HandlerException {
        ServerSession ofServer =
                () -> session.orElseThrow(() -> new HandlerException("missing_session", "None.", null));
        SmtpEmailSend handler = new SmtpEmailSend(
                asked -> properties, requests, () -> NOW, new MailServer(requests, ofServer, limits, clock));
        return handler.perform(new Call(parameters, "", 1, 2, 0));
    }

    private HandlerException refused() {
        return refused(new MailLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30)));
    }

    private HandlerException refused(MailLimits limits) {
        HandlerException refused = catchThrowableOfType(HandlerException.class, () -> send(limits));
        assertThat(refused).as("the refusal").isNotNull();
        assertThat(refused.getMessage()).startsWith("Expected ").doesNotContain(PASSWORD, "\n");
        assertThat(refused.getCause() == null ? "" : refused.getCause().toString())
                .doesNotContain(PASSWORD);
        return refused;
    }

    private MimeMessage only() {
        assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
        assertThat(mail.getReceivedMessages()).hasSize(1);
        return mail.getReceivedMessages()[0];
    }

    private static Part part(Part whole, int... path) throws Exception {
        Part part = whole;
        for (int each : path) {
            part = ((MimeMultipart) part.getContent()).getBodyPart(each);
        }
        return part;
    }

    @Test
    void sendsTextInEveryScript() throws Exception {
        parameters.put("from", "Zoë Ångström <a@example.com>");
        parameters.put("to", "\"Müller, Jürgen\" <b@example.com>, c@example.com");
        parameters.put("subject", "Grüße — ☕ " + "lang ".repeat(40) + "Ende");
        parameters.put("textbody", "Größe\n.\n日本\n");

        Map<String, String> results = send();

        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(mail.getReceivedMessages()).as("one for each recipient").hasSize(2);
        InternetAddress from = (InternetAddress) got.getFrom()[0];
        assertThat(from.getPersonal() + " " + from.getAddress()).isEqualTo("Zoë Ångström a@example.com");
        InternetAddress to = (InternetAddress) got.getRecipients(RecipientType.TO)[0];
        assertThat(to.getPersonal() + " " + to.getAddress()).isEqualTo("Müller, Jürgen b@example.com");
        assertThat(got.getSubject()).isEqualTo(parameters.get("subject"));
        assertThat(got.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(got.getContent().toString().replace("\r", "")).startsWith("Größe\n.\n日本\n");
        assertThat(got.getSentDate()).isEqualTo(java.util.Date.from(NOW));
        assertThat(results).containsOnlyKeys("Handler Error Message", "Message Id");
        assertThat(results.get("Handler Error Message")).isEmpty();
        assertThat(got.getMessageID()).isEqualTo("<" + results.get("Message Id") + ">");
        assertThat(results.get("Message Id")).endsWith("@example.com");
    }

    @Test
    void sendsHtmlWithATextBesideItAndHidesWhoElseGetsIt() throws Exception {
        parameters.put("htmlbody", "<p>Grüße</p>");
        parameters.put("bcc", "hidden@example.com");

        send();

        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(got.getContentType()).startsWith("multipart/alternative");
        assertThat(part(got, 0).getContent()).isEqualTo("Hello");
        assertThat(part(got, 1).getContentType()).startsWith("text/html; charset=UTF-8");
        assertThat(part(got, 1).getContent()).isEqualTo("<p>Grüße</p>");
        for (MimeMessage each : mail.getReceivedMessages()) {
            assertThat(each.getHeader("Bcc")).isNull();
        }
        assertThat(mail.getUserManager().getUserByEmail("hidden@example.com"))
                .as("whose mailbox came with the mail")
                .isNotNull();
    }

    @Test
    void imagesGoWithTheHtml() throws Exception {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0, 13, 10};
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().toString());
                boolean there = exchange.getRequestURI().getPath().equals("/logo");
                exchange.getResponseHeaders().add("Content-Type", there ? "image/png" : "text/html");
                exchange.sendResponseHeaders(there ? 200 : 404, png.length);
                exchange.getResponseBody().write(png);
            }
        });
        web.start();
        try {
            String base = "http://127.0.0.1:" + web.getAddress().getPort();
            parameters.put(
                    "htmlbody",
                    "<img src=\"cid:" + base + "/logo?a=1&amp;b=2\"><IMG SRC = 'cid:" + base
                            + "/logo?a=1&amp;b=2'><img src=\"" + base + "/stays\">cid:" + base + "/text");

            send();

            MimeMessage got = only();
            assertThat(asked).containsExactly("/logo?a=1&b=2");
            assertThat(part(got, 1).getContentType()).startsWith("multipart/related");
            String html = (String) part(got, 1, 0).getContent();
            Part image = part(got, 1, 1);
            String id = image.getHeader("Content-ID")[0].replaceAll("[<>]", "");
            assertThat(html)
                    .isEqualTo("<img src=\"cid:" + id + "\"><IMG SRC = 'cid:" + id + "'><img src=\"" + base
                            + "/stays\">cid:" + base + "/text");
            assertThat(image.getContentType()).startsWith("image/png");
            assertThat(image.getDisposition()).isEqualTo("inline");
            assertThat(image.getInputStream().readAllBytes()).isEqualTo(png);

            mail.purgeEmailFromAllMailboxes();
            parameters.put("htmlbody", "<img src=\"cid:" + base + "/gone\">");
            assertThat(refused().getMessage()).contains("/gone", "404 Not Found");
            requests.close();
            requests = requests("localhost");
            parameters.put("htmlbody", "<img src=\"cid:" + base + "/logo\">");
            assertThat(refused().kind()).isEqualTo("egress_denied");
            assertThat(mail.getReceivedMessages()).isEmpty();
        } finally {
            web.stop(0);
        }
    }

    @Test
    void signsInOverTlsThatBeginsAfterTheGreeting() throws Exception {
        try (StartTlsGate gate = new StartTlsGate(authority.server(), smtp())) {
            properties.putAll(Map.of(
                    "port",
                    Integer.toString(gate.port()),
                    "tls",
                    "true",
                    "username",
                    "robot",
                    "password",
                    PASSWORD,
                    "ca_certificate",
                    authority.pem()));

            send();

            assertThat(only().getFrom()[0]).hasToString("a@example.com");
            assertThat(gate.commands())
                    .as("what anybody can read")
                    .hasSize(1)
                    .allMatch(each -> each.startsWith("EHLO"));
            properties.put("password", "wrong");
            assertThat(refused().kind()).isEqualTo("authentication_failed");
            properties.put("ca_certificate", "");
            assertThat(refused().kind()).as("an authority that nobody knows").isEqualTo("tls_failed");
        }
    }

    @Test
    void signsInOverTlsFromTheStart() throws Exception {
        properties.putAll(Map.of(
                "port",
                Integer.toString(mail.getSmtps().getPort()),
                "tls",
                "smtps",
                "username",
                "robot",
                "password",
                PASSWORD,
                "ca_certificate",
                authority.pem()));

        send();

        assertThat(only().getSubject()).isNullOrEmpty();
        properties.put("ca_certificate", stranger.pem());
        assertThat(refused().kind()).isEqualTo("tls_failed");
        properties.put("ca_certificate", "nonsense");
        assertThat(refused().getMessage()).contains("'ca_certificate'");
        properties.put("password", "wrong");
        properties.put("ca_certificate", authority.pem());
        assertThat(refused().getMessage()).contains("localhost:", "535");
    }

    @Test
    void theCertificateMustBeOfTheServer() throws Exception {
        try (StartTlsGate gate = new StartTlsGate(stranger.server(), smtp())) {
            properties.putAll(
                    Map.of("port", Integer.toString(gate.port()), "tls", "true", "ca_certificate", stranger.pem()));

            assertThat(refused().kind()).isEqualTo("tls_failed");

            assertThat(mail.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void aServerWithoutTlsIsNotTrustedWithAnything() throws Exception {
        try (OddServer plain =
                new OddServer(line -> line.startsWith("EHLO") ? "250-hello\r\n250 AUTH PLAIN" : "220 hello")) {
            properties.putAll(Map.of(
                    "port", Integer.toString(plain.port()), "tls", "true", "username", "robot", "password", PASSWORD));

            refused();

            assertThat(plain.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void everybodyGetsItOrNobody() throws Exception {
        parameters.put("to", "b@example.com, nobody@example.com");
        try (OddServer picky = new OddServer(line -> line.startsWith("EHLO")
                ? "250 hello"
                : line.contains("nobody") ? "550 5.1.1 no such user" : line.isEmpty() ? "220 hello" : "250 ok")) {
            properties.put("port", Integer.toString(picky.port()));

            HandlerException refused = refused();

            assertThat(refused.kind()).isEqualTo("mail_refused");
            assertThat(refused.getMessage()).contains("nobody@example.com", "550 5.1.1 no such user");
            assertThat(picky.heard()).doesNotContain("DATA");
        }
    }

    @Test
    void aServerThatNeverAnswersOrNeverEndsIsLeft() throws Exception {
        MailLimits hasty = new MailLimits(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(30));
        try (OddServer silent = new OddServer(line -> null)) {
            properties.put("port", Integer.toString(silent.port()));
            assertThat(refused(hasty).kind()).isEqualTo("timeout");
        }
        MailLimits endless = new MailLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(300));
        try (OddServer silent = new OddServer(line -> line.isEmpty() ? "220 hello" : null)) {
            properties.put("port", Integer.toString(silent.port()));
            HandlerException left = refused(endless);
            assertThat(left.kind()).isEqualTo("timeout");
            assertThat(left.getMessage()).contains("to take the mail within");
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            properties.put("port", Integer.toString(taken.getLocalPort()));
        }
        assertThat(refused().kind()).as("where nobody listens").isEqualTo("connection_error");
    }

    @Test
    void anAddressWhereNobodyListensGivesWayToTheNext() throws Exception {
        MailLimits limits = new MailLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));

        send(limits, withAnAddressThatIsGone());

        assertThat(only().getFrom()[0]).hasToString("a@example.com");
        try (OddServer refusing = new OddServer(line -> line.isEmpty() ? "554 go away" : "221 bye", "127.0.0.2")) {
            properties.put("port", Integer.toString(refusing.port()));
            HandlerException refused =
                    catchThrowableOfType(HandlerException.class, () -> send(limits, withAnAddressThatIsGone()));
            assertThat(refused.getMessage())
                    .as("a server that was there has the last word")
                    .contains("554");
        }
    }

    @Test
    void whatTheServerSaysHasNoSecrets() throws Exception {
        try (OddServer echo = new OddServer(line -> line.isEmpty()
                ? "220 hello"
                : line.startsWith("EHLO") ? "250-hello\r\n250 AUTH PLAIN" : "535 not " + PASSWORD + " by " + line)) {
            properties.putAll(Map.of("port", Integer.toString(echo.port()), "username", "robot", "password", PASSWORD));

            HandlerException refused = refused();

            assertThat(echo.heard()).anyMatch(line -> line.startsWith("AUTH"));
            assertThat(refused.getMessage())
                    .contains("535 not [redacted]")
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(("robot\0robot\0" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void leadsOnlyWhereItMay() {
        requests.close();
        requests = requests("");
        assertThat(refused().getMessage()).contains("localhost", "ARBOR_EGRESS_ALLOW");
        properties.put("server", "no.such.host.invalid");
        assertThat(refused().getMessage()).contains("no.such.host.invalid");
    }

    @Test
    void whereNoServerIsNamedTheSessionOfTheServerSends() throws Exception {
        properties.remove("server");
        Properties settings = new Properties();
        settings.put("mail.transport.protocol", "smtp");
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(smtp()));
        session = Optional.of(Session.getInstance(settings));
        requests.close();
        requests = requests("");

        send();

        assertThat(only().getFrom()[0]).hasToString("a@example.com");
        assertThat(settings).as("limits are there").containsKeys("mail.smtp.timeout", "mail.smtp.connectiontimeout");
    }

    @Test
    void nothingBeginsAHeaderOfItsOwn() {
        for (Map.Entry<String, String> each : List.of(
                Map.entry("subject", "Hi\r\nBcc: x@example.com"),
                Map.entry("subject", "Hi\0there"),
                Map.entry("from", "a@example.com\nBcc: x@example.com"),
                Map.entry("to", "b@example.com\r\nX: y"),
                Map.entry("bcc", "b@example.com\r\nX: y"),
                Map.entry("to", "b@exam ple.com"),
                Map.entry("to", "nobody@"),
                Map.entry("to", ", "),
                Map.entry("to", "friends: a@example.com, b@example.com;"),
                Map.entry("from", "a@example.com, b@example.com"))) {
            String before = parameters.put(each.getKey(), each.getValue());
            HandlerException refused = catchThrowableOfType(HandlerException.class, this::send);
            assertThat(refused).as(each.toString()).isNotNull();
            assertThat(refused.getMessage()).as(each.toString()).contains("'" + each.getKey() + "'");
            parameters.put(each.getKey(), before == null ? "" : before);
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void aFailureIsAResultWhereTheNodeWantsThat() throws Exception {
        parameters.put("error_handling", "Error Message");
        parameters.put("to", " ");
        assertThat(send())
                .containsEntry("Handler Error Message", "Expected the parameter 'to' of the node, but it is empty.")
                .containsEntry("Message Id", "");
        parameters.put("to", "b@example.com");
        for (Map<String, String> wrong : List.of(
                Map.of("port", "many"), Map.of("port", "65536"), Map.of("tls", "perhaps"), Map.of("server", "a b"))) {
            Map<String, String> before = new HashMap<>(properties);
            properties.putAll(wrong);
            assertThat(send().get("Handler Error Message")).as(wrong.toString()).startsWith("Expected ");
            properties.putAll(before);
            properties.keySet().retainAll(before.keySet());
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void declaresWhatItTakesAndGives() {
        SmtpEmailSend handler = new SmtpEmailSend(null, null, null);
        dev.arbor.engine.handler.zip.HandlerDefinition declared = dev.arbor.engine.handler.zip.DefinitionReader.read(
                handler.declaration().nodeXml(), handler.declaration().infoXml());
        assertThat(declared.definitionId()).isEqualTo(handler.definitionId());
        assertThat(declared.parameters())
                .extracting(each -> each.id())
                .containsExactly("error_handling", "from", "to", "bcc", "subject", "htmlbody", "textbody");
        assertThat(declared.results())
                .extracting(each -> each.name())
                .containsExactly("Handler Error Message", "Message Id");
        assertThat(declared.properties())
                .filteredOn(each -> each.encrypted())
                .extracting(each -> each.name())
                .containsExactly("password");
    }
}
