package dev.arbor.platform.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.platform.api.InvalidTokenException;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.oauth.OAuthDatabase.Server;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTicketsTest {

    private static final UUID FILE = UUID.randomUUID();

    private OAuthDatabase database;
    private Server server;
    private FileTickets tickets;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void open() {
        database = new OAuthDatabase(H2Databases.fresh());
        server = database.server(OAuthDatabase.OLD);
        tickets = new FileTickets(server.keys(), () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void assertRefused(String ticket, String why) {
        assertThatThrownBy(() -> tickets.redeem(ticket))
                .isInstanceOfSatisfying(PlatformRefusal.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(403))
                .hasMessageContaining(why);
    }

    @Test
    void aTicketLivesForFiveSecondsOnEveryServer() {
        String ticket = tickets.issue(FILE);
        FileTickets elsewhere =
                new FileTickets(database.server(OAuthDatabase.OLD).keys(), () -> now);
        assertThat(elsewhere.redeem(ticket)).isEqualTo(FILE);
        now = now.plusMillis(4_999);
        assertThat(tickets.redeem(ticket)).isEqualTo(FILE);
        now = now.plusMillis(1);
        assertRefused(ticket, "has expired");
    }

    @Test
    void aTicketThatWasChangedIsNone() {
        String[] parts = tickets.issue(FILE).split("\\.");
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace(FILE.toString(), UUID.randomUUID().toString())
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(parts[0] + "." + other + "." + parts[2], "signed");
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"none\",\"typ\":\"arbor-file\",\"kid\":\""
                                + server.keys().active().kid() + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(unsigned + "." + parts[1] + ".", "signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"})
    void whatIsNoTicketIsRefused(String text) {
        assertRefused(text, "signed");
    }

    @Test
    void aTicketIsNoTokenAndATokenIsNoTicket() {
        database.account("zoë", false, false);
        String ticket = tickets.issue(FILE);
        assertThatThrownBy(() -> server.tokens().verify(ticket)).isInstanceOf(InvalidTokenException.class);
        String token = server.tokens()
                .issue(database.accounts().find("zoë").orElseThrow().account(), "system")
                .value();
        assertRefused(token, "signed");
    }
}
