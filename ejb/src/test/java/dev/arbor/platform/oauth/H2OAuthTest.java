package dev.arbor.platform.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Grants.Proof;
import dev.arbor.platform.api.Grants.Request;
import dev.arbor.platform.api.OAuthClients.Fields;
import dev.arbor.platform.api.OAuthRefusal;
import dev.arbor.platform.oauth.OAuthDatabase.Server;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class H2OAuthTest extends OAuthSuite {

    private static final Proof CLIENT = new Proof("my-app", Optional.of("s1"), "127.0.0.1");

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }

    /** Both have found the code; the other one was first to use it up. */
    @Test
    void whoIsSecondAtACodeGetsNoToken() throws Exception {
        TestDatabase tables = fresh();
        try (OAuthDatabase database = new OAuthDatabase(tables)) {
            database.account("admin", true, false);
            Account admin = database.accounts().find("admin").orElseThrow().account();
            Server server = database.server(OAuthDatabase.OLD);
            server.clients()
                    .create(
                            new Fields(
                                    Optional.of("my-app"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    CLIENT.secret(),
                                    Optional.empty(),
                                    Optional.empty()),
                            new Caller("admin", "test"));
            Request request = new Request("my-app", Optional.empty(), Optional.empty());
            redeem(server, server.grants().code(admin, request));
            String code = server.grants().code(admin, request);

            AtomicReference<String> second = new AtomicReference<>();
            Thread thread = new Thread(() -> second.set(redeem(server, code)));
            try (Connection first = tables.source().getConnection()) {
                first.setAutoCommit(false);
                first.createStatement().executeUpdate("DELETE FROM oauth_code");
                thread.start();
                awaitBlocked(thread);
                first.commit();
            }
            thread.join(60_000);
            assertThat(second.get()).isEqualTo("invalid_grant");
        }
    }

    private static String redeem(Server server, String code) {
        try {
            return server.grants()
                    .redeem(CLIENT, code, Optional.empty(), Optional.empty())
                    .value();
        } catch (OAuthRefusal e) {
            return e.error();
        }
    }

    private static void awaitBlocked(Thread thread) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Expected a thread that waits for the row, but it is " + thread.getState());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
