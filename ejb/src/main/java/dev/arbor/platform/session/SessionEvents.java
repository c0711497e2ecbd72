package dev.arbor.platform.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.people.PeopleEvents;
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
    private final PeopleEvents people;

    /** For the container's proxy. */
    protected SessionEvents() {
        this(null, null, null);
    }

    @Inject
    public SessionEvents(Transactions transactions, Outbox outbox, PeopleEvents people) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.people = people;
    }

    void signedIn(Transactions.Unit unit, Account account, Instant now) throws SQLException {
        people.ofSignIn(unit, "Login", account, now);
    }

    void signedOut(Transactions.Unit unit, Account account, Instant now) throws SQLException {
        people.ofSignIn(unit, "Logout", account, now);
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
            Outbox.Change change = new Outbox.Change(
                    "Space",
                    List.of("Login Failure"),
                    Optional.empty(),
                    Optional.empty(),
                    space.id().toString(),
                    payload);
            outbox.record(unit, change, Identity.anonymous(), now);
            return null;
        });
    }
}
