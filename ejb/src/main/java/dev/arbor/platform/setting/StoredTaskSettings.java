package dev.arbor.platform.setting;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Strongbox;
import dev.arbor.platform.api.TaskSettings;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The settings as a row with the name of the implementation, and sealed values of properties beside it. */
@ApplicationScoped
public class StoredTaskSettings implements TaskSettings {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 4_000;
    private static final int MOST_PROPERTIES = 100;

    private final Transactions transactions;
    private final Strongbox strongbox;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredTaskSettings() {
        this(null, null, null);
    }

    @Inject
    public StoredTaskSettings(Transactions transactions, Strongbox strongbox, InstantSource time) {
        this.transactions = transactions;
        this.strongbox = strongbox;
        this.time = time;
    }

    @Override
    public Setting find(Kind kind) {
        Optional<String> stored = transactions.call(unit -> Rows.one(
                unit.connection(),
                "SELECT content FROM task_setting WHERE name = ?",
                row -> row.getString(1),
                kind.name()));
        Strongbox.Contents contents = strongbox.open(SettingOwner.of(kind));
        SortedSet<String> names = new TreeSet<>(contents.readable().keySet());
        names.addAll(contents.unreadable().keySet());
        return new Setting(stored.orElse(usual(kind)), names);
    }

    /** What clients find on a fresh server. */
    private static String usual(Kind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "dev.arbor.platform.account.PasswordSignIn";
            case IDENTITY_STORE -> "dev.arbor.platform.people.StoredUsers";
        };
    }

    @Override
    public void change(Kind kind, String implementation, Map<String, String> properties, Caller caller) {
        check(implementation, properties);
        // Each property by itself: whatever dies in between, doing it again sets the rest.
        properties.forEach((name, value) -> {
            if (value.isBlank()) {
                strongbox.remove(SettingOwner.of(kind), name);
            } else {
                strongbox.put(SettingOwner.of(kind), name, value);
            }
        });
        transactions.call(unit -> {
            int changed = Rows.change(
                    unit.connection(),
                    "UPDATE task_setting SET content = ?, updated_at = ?, updated_by = ? WHERE name = ?",
                    implementation,
                    time.instant(),
                    caller.username(),
                    kind.name());
            if (changed == 0) {
                Rows.change(
                        unit.connection(),
                        "INSERT INTO task_setting (name, content, updated_at, updated_by) VALUES (?, ?, ?, ?)",
                        kind.name(),
                        implementation,
                        time.instant(),
                        caller.username());
            }
            return null;
        });
    }

    private static void check(String implementation, Map<String, String> properties) {
        if (implementation.isBlank() || implementation.length() > LONGEST_NAME) {
            throw invalid("the name of a class, of at most " + LONGEST_NAME + " characters");
        }
        if (properties.size() > MOST_PROPERTIES) {
            throw invalid("at most " + MOST_PROPERTIES + " properties");
        }
        properties.forEach((name, value) -> {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
                throw invalid("properties with names of at most " + LONGEST_NAME + " characters");
            }
            if (value.length() > LONGEST_VALUE) {
                throw invalid("at most " + LONGEST_VALUE + " characters in the property '" + name + "'");
            }
        });
    }

    private static Refusal invalid(String expected) {
        return Refusal.invalid("invalid_value", "Expected " + expected + ", but got something else.");
    }
}
