package dev.arbor.engine.trigger;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Deferrals;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Takes completions and updates of deferred tasks from outside and queues them. */
@ApplicationScoped
public class TokenDesk implements Deferrals {

    private static final String SOURCE = "SELECT t.source_name FROM task k JOIN run r ON r.id = k.run_id"
            + " JOIN run o ON o.id = r.originating_id JOIN tree t ON t.id = o.tree_id WHERE k.token = ?";

    private final Transactions transactions;
    private final Ids ids;
    private final Doorbell doorbell;
    private final InstantSource time;

    /** For the container's proxy. */
    protected TokenDesk() {
        this(null, null, null, null);
    }

    /** With all that it works with. */
    @Inject
    public TokenDesk(Transactions transactions, Ids ids, Doorbell doorbell, InstantSource time) {
        this.transactions = transactions;
        this.ids = ids;
        this.doorbell = doorbell;
        this.time = time;
    }

    @Override
    public Queued complete(String token, Map<String, String> results, String message, Caller caller) {
        return queue(true, token, results, message, caller);
    }

    @Override
    public Queued update(String token, Map<String, String> results, String message, Caller caller) {
        return queue(false, token, results, message, caller);
    }

    /** Of the run that it all began with: a routine belongs to no source that people call. */
    @Override
    public Optional<String> sourceOf(String token) {
        if (token.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return transactions.call(unit -> {
            try (PreparedStatement query = unit.connection().prepareStatement(SOURCE)) {
                query.setString(1, token);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    private Queued queue(boolean completes, String token, Map<String, String> results, String message, Caller caller) {
        return transactions.call(unit -> {
            Signals.Answer answer = Signals.queue(
                    unit.connection(),
                    ids.next(Sequence.TRIGGER),
                    completes,
                    token,
                    results,
                    message,
                    caller.origin(),
                    caller.username(),
                    time.instant());
            if (answer instanceof Signals.Refused refused) {
                throw refused.unknown()
                        ? Refusal.notFound(refused.message())
                        : Refusal.invalid("already_completed", refused.message());
            }
            Signals.Queued queued = (Signals.Queued) answer;
            unit.afterCommit(() -> doorbell.ring(queued.runId()));
            return new Queued(queued.triggerId(), queued.runId());
        });
    }
}
