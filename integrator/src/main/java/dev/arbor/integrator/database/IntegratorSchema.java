package dev.arbor.integrator.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/**
 * The integrator's tables, as the scripts in {@code db/integrator} make them. They live beside the engine's and have a
 * history of their own, so that neither has to know the other's versions.
 */
public final class IntegratorSchema {

    private static final Logger LOG = Logger.getLogger(IntegratorSchema.class);

    private IntegratorSchema() {}

    /** Applies the scripts that a database has not seen; others that try the same wait, and find nothing to do. */
    public static void bringUpToDate(DataSource source) {
        Flyway flyway = Flyway.configure(IntegratorSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/integrator")
                .table("integrator_schema_history")
                // The engine's tables may be there already; they are not ours to judge.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        MigrateResult result = migrate(flyway);
        if (result.migrationsExecuted > 0) {
            LOG.infof("Brought the integrator's schema to version %s.", result.targetSchemaVersion);
        }
    }

    /** Of servers that start at once, one may find the history half made; by the second try it waits for the other. */
    private static MigrateResult migrate(Flyway flyway) {
        try {
            return flyway.migrate();
        } catch (FlywayException e) {
            LOG.infof(
                    "The integrator's schema could not be brought up to date (%s); it is tried once more.",
                    e.getMessage());
            return flyway.migrate();
        }
    }
}
