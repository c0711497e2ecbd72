package dev.arbor.engine.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date before anything else starts: every other bean that starts by itself and touches a table
 * says {@code @DependsOn("Migrations")}. Several members may start at once; Flyway takes a lock in the database, the
 * first one migrates and the others find nothing left to do.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource source;

    @PostConstruct
    void atStart() {
        apply(source);
    }

    /** Applies what is missing to a database. */
    public static void apply(DataSource source) {
        Database database = Database.of(source);
        ClassLoader loader = Migrations.class.getClassLoader();
        MigrateResult result = Flyway.configure(loader)
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + database.folder())
                .load()
                .migrate();
        if (result.migrationsExecuted > 0) {
            LOG.infof("Brought the %s schema to version %s.", database, result.targetSchemaVersion);
        }
    }
}
