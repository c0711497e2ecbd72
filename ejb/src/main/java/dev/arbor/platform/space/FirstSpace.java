package dev.arbor.platform.space;

import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sees to it that there is a space, and that its slug is what the setting {@code arbor.space.slug} says. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstSpace {

    /** The one space has one id, so that of servers that start at once only one can make it. */
    private static final UUID ID = new UUID(0L, 1L);

    private static final String DEFAULT_SLUG = "arbor";

    @Inject
    private Transactions transactions;

    @Inject
    private InstantSource time;

    @PostConstruct
    void atStart() {
        String slug = ConfigProvider.getConfig()
                .getOptionalValue("arbor.space.slug", String.class)
                .filter(text -> !text.isBlank())
                .orElse(DEFAULT_SLUG);
        ensure(transactions, time, slug);
    }

    /** Makes the space where there is none. */
    public static void ensure(Transactions transactions, InstantSource time, String slug) {
        try {
            transactions.call(unit -> {
                Optional<String> stored =
                        Rows.one(unit.connection(), "SELECT slug FROM space WHERE id = ?", row -> row.getString(1), ID);
                if (stored.isEmpty()) {
                    Rows.change(
                            unit.connection(),
                            "INSERT INTO space (id, slug, name, content, version_id, created_at, created_by,"
                                    + " updated_at, updated_by) VALUES (?, ?, ?, ?, 0, ?, 'SYSTEM', ?, 'SYSTEM')",
                            ID,
                            slug,
                            slug,
                            Documents.write(StoredSpace.SHAPE.empty()),
                            time.instant(),
                            time.instant());
                } else if (!stored.get().equals(slug)) {
                    Rows.change(
                            unit.connection(),
                            "UPDATE space SET slug = ?, version_id = version_id + 1 WHERE id = ?",
                            slug,
                            ID);
                }
                return null;
            });
        } catch (RuntimeException e) {
            if (!Rows.isDuplicate(e)) {
                throw e;
            }
            // Another server was first.
        }
    }
}
