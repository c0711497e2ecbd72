package dev.arbor.engine.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;

/**
 * Brings the schema up to date before anything else starts: every other bean that starts by itself and touches a table
 * says {@code @DependsOn("Migrations")}. Several members may start at once; Flyway takes a lock in the database, the
 * first one migrates and the others find nothing left to do.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource source;

    @PostConstruct
    void atStart() {
        Schema.bringUpToDate(source);
    }
}
