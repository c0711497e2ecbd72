package dev.arbor.engine.trigger;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Deferrals;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;

/** Takes completions and updates of deferred tasks from outside and queues them. */
@ApplicationScoped
public class TokenDesk implements Deferrals {

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
