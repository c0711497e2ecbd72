package dev.arbor.platform.policy;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.AccessKeys;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/** The access keys of the API. */
@ApplicationScoped
public class StoredAccessKeys implements AccessKeys {

    private static final String INVALID = "invalid_value";
    private static final int LONGEST_IDENTIFIER = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final Transactions transactions;
    private final AccessKeySecrets secrets;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredAccessKeys() {
        this(null, null, null);
    }

    @Inject
    public StoredAccessKeys(Transactions transactions, AccessKeySecrets secrets, InstantSource time) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.time = time;
    }

    @Override
    public Page<KeyView> list(int limit, int offset) {
        return transactions.call(unit -> new Page<>(
                AccessKeyTable.count(unit.connection()),
                limit,
                offset,
                AccessKeyTable.list(unit.connection(), limit, offset).stream()
                        .map(StoredAccessKeys::view)
                        .toList()));
    }

    @Override
    public KeyView find(String identifier) {
        return view(transactions.call(
                unit -> AccessKeyTable.find(unit.connection(), identifier).orElseThrow(() -> missing(identifier))));
    }

    @Override
    public KeyView create(Draft draft, Caller caller) {
        String identifier = draft.identifier().orElseThrow(() -> missingField("identifier"));
        String secret = draft.secret().orElseThrow(() -> missingField("secret"));
        check(draft);
        demandFree(identifier);
        String place = secrets.keep(secret);
        Instant now = now();
        AccessKeyTable.Row row = new AccessKeyTable.Row(
                identifier, draft.description().orElse(""), place, now, caller.username(), now, caller.username());
        return keeping(
                Optional.of(place),
                identifier,
                () -> transactions.call(unit -> {
                    AccessKeyTable.insert(unit.connection(), row);
                    return view(row);
                }));
    }

    @Override
    public KeyView update(String identifier, Draft draft, Caller caller) {
        check(draft);
        find(identifier);
        Optional<String> place = draft.secret().map(secrets::keep);
        String wanted = draft.identifier().orElse(identifier);
        String[] before = new String[1];
        KeyView view = keeping(
                place,
                wanted,
                () -> transactions.call(unit -> {
                    AccessKeyTable.Row row =
                            AccessKeyTable.lock(unit.connection(), identifier).orElseThrow(() -> missing(identifier));
                    before[0] = row.place();
                    AccessKeyTable.Row changed = new AccessKeyTable.Row(
                            wanted,
                            draft.description().orElse(row.description()),
                            place.orElse(row.place()),
                            row.createdAt(),
                            row.createdBy(),
                            now(),
                            caller.username());
                    AccessKeyTable.update(unit.connection(), identifier, changed);
                    return view(changed);
                }));
        if (place.isPresent()) {
            secrets.forget(before[0]);
        }
        return view;
    }

    @Override
    public KeyView delete(String identifier) {
        AccessKeyTable.Row gone = transactions.call(unit -> {
            AccessKeyTable.Row row =
                    AccessKeyTable.lock(unit.connection(), identifier).orElseThrow(() -> missing(identifier));
            AccessKeyTable.delete(unit.connection(), identifier);
            return row;
        });
        secrets.forget(gone.place());
        return view(gone);
    }

    private void demandFree(String identifier) {
        if (transactions.call(
                unit -> AccessKeyTable.find(unit.connection(), identifier).isPresent())) {
            throw taken(identifier);
        }
    }

    /** A secret that certainly no row names goes again; of a commit that was not answered nobody knows. */
    private KeyView keeping(Optional<String> place, String identifier, Supplier<KeyView> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            Refusal refusal = Rows.isDuplicate(e) ? taken(identifier) : e instanceof Refusal refused ? refused : null;
            if (refusal == null) {
                throw e;
            }
            place.ifPresent(secrets::forget);
            throw refusal;
        }
    }

    private static void check(Draft draft) {
        draft.identifier().ifPresent(identifier -> {
            if (identifier.isBlank() || !identifier.strip().equals(identifier) || hasControl(identifier)) {
                throw Refusal.invalid(
                        INVALID,
                        "Expected the identifier of an access key, without spaces around it and control characters.");
            }
            demandLength("identifier", identifier, LONGEST_IDENTIFIER);
        });
        draft.description().ifPresent(text -> demandLength("description", text, LONGEST_TEXT));
        draft.secret().ifPresent(secret -> {
            if (secret.isBlank()) {
                throw Refusal.invalid(INVALID, "Expected the secret of an access key, but it is blank.");
            }
            demandLength("secret", secret, LONGEST_TEXT);
        });
    }

    /** It is sent in a header. */
    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static void demandLength(String what, String text, int longest) {
        if (text.length() > longest) {
            throw Refusal.invalid(
                    INVALID,
                    "Expected at most " + longest + " characters in the " + what + " of an access key, but got "
                            + text.length() + ".");
        }
    }

    private static Refusal missingField(String field) {
        return Refusal.invalid(INVALID, "Expected '" + field + "' of an access key in the body, but it is not there.");
    }

    private static Refusal missing(String identifier) {
        return Refusal.notFound("Unable to retrieve the access key \"" + identifier + "\".");
    }

    private static Refusal taken(String identifier) {
        return Refusal.invalid(
                "uniqueness_violation",
                "Expected the identifier '" + identifier + "' to be free, but there is such an access key.");
    }

    private static KeyView view(AccessKeyTable.Row row) {
        return new KeyView(
                row.identifier(),
                row.description(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy());
    }

    /** As exact as the databases keep it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
