package dev.arbor.platform.space;

import dev.arbor.engine.database.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sees to it that there is a space, and that its slug is what the setting {@code arbor.space.slug} says. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstSpace {

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
        SpaceTable.ensure(transactions, time, slug);
    }
}
