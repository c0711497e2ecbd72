package dev.arbor.engine.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/** The tables, as the scripts in {@code db/migration} make them: some for every database, some for each. */
public final class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    private Schema() {}

    /** Applies the scripts that a database has not seen; others that try the same wait, and find nothing to do. */
    public static void bringUpToDate(DataSource source) {
        Database database = Database.of(source);
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + database.folder())
                // The integrator's tables may be there first; without this Flyway takes them for somebody else's
                // schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        MigrateResult result = migrate(flyway);
        if (result.migrationsExecuted > 0) {
            LOG.infof("Brought the %s schema to version %s.", database, result.targetSchemaVersion);
        }
    }

    private static MigrateResult migrate(Flyway flyway) {
        try {
            return flyway.migrate();
        } catch (FlywayException e) {
            // Where another server makes the first tables between two looks of this one, it takes them for somebody
            // else's
            // and gives up. By the second try it knows whose they are, and waits.
            LOG.infof("The schema could not be brought up to date (%s); it is tried once more.", e.getMessage());
            return flyway.migrate();
        }
    }
}
