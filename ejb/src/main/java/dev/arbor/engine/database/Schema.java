package dev.arbor.engine.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/** The tables, as the scripts in {@code db/migration} make them: some for every database, some for each. */
public final class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    private Schema() {}

    /** Applies the scripts that a database has not seen; others that try the same wait, and find nothing to do. */
    public static void bringUpToDate(DataSource source) {
        Database database = Database.of(source);
        MigrateResult result = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + database.folder())
                // The integrator's tables may be there first; without this Flyway takes them for somebody else's
                // schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        if (result.migrationsExecuted > 0) {
            LOG.infof("Brought the %s schema to version %s.", database, result.targetSchemaVersion);
        }
    }
}
