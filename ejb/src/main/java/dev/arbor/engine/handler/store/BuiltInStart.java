package dev.arbor.engine.handler.store;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Has built-in handlers listed from the start. */
@Singleton
@Startup
@DependsOn({"Migrations", "arbor-integrator.jar#IntegratorMigrations"})
@TransactionManagement(TransactionManagementType.BEAN)
public class BuiltInStart {

    @Inject
    private BuiltInRows rows;

    @PostConstruct
    void atStart() {
        rows.ensure();
    }
}
