package dev.arbor.platform.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.space.SpaceTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells who has signed in and out, and who could not (integrator spec 5.1 and 5.4). Never what they typed as a password. */
@ApplicationScoped
public class SessionEvents {

    /** Of a name that somebody typed, so much is told. */
    private static final int LONGEST = 255;

    private final Transactions transactions;
    private final Outbox outbox;

    /** For the container's proxy. */
    protected SessionEvents() {
        this(null, null);
    }

    @Inject
    public SessionEvents(Transactions transactions, Outbox outbox) {
        this.transactions = transactions;
        this.outbox = outbox;
    }

    void signedIn(Transactions.Unit unit, Account account, Instant now) throws SQLException {
        user(unit, "Login", account, now);
    }

    void signedOut(Transactions.Unit unit, Account account, Instant now) throws SQLException {
        user(unit, "Logout", account, now);
    }

    private void user(Transactions.Unit unit, String action, Account account, Instant now) throws SQLException {
        Identity who = Identity.of(account, 0);
        ObjectNode payload = Documents.object();
        payload.set("space", FormEvents.space(unit.connection()));
        payload.set("user", user(account));
        payload.set("identity", FormEvents.identity(who));
        outbox.record(unit, change("User", action, account.username(), payload), who, now);
    }

    private static ObjectNode user(Account account) {
        return Documents.object()
                .put("username", account.username())
                .put("displayName", account.displayName().orElse(null))
                .put("email", account.email().orElse(null))
                .put("enabled", true)
                .put("spaceAdmin", account.spaceAdmin());
    }

    /** Somebody could not sign in. */
    void failed(String username, String from, String reason, Instant now) {
        transactions.call(unit -> {
            Entry space = SpaceTable.read(unit.connection());
            ObjectNode payload = Documents.object();
            payload.set("space", FormEvents.space(unit.connection()));
            payload.put("username", username.length() > LONGEST ? username.substring(0, LONGEST) : username)
                    .put("remoteAddress", from)
                    .put("reason", reason);
            outbox.record(
                    unit, change("Space", "Login Failure", space.id().toString(), payload), Identity.anonymous(), now);
            return null;
        });
    }

    private static Outbox.Change change(String type, String action, String subject, ObjectNode payload) {
        return new Outbox.Change(type, List.of(action), Optional.empty(), Optional.empty(), subject, payload);
    }
}
