package dev.arbor.integrator;

import dev.arbor.integrator.database.IntegratorSchema;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;

/** Brings the integrator's tables up to date when the server starts. Several members may try at once; one does it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class IntegratorMigrations {

    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource source;

    @PostConstruct
    void atStart() {
        IntegratorSchema.bringUpToDate(source);
    }
}
