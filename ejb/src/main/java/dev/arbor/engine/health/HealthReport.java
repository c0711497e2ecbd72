package dev.arbor.engine.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Puts the checks of the engine on the server's list while the engine is there. */
@Singleton
@Startup
@DependsOn("DueTimer")
@TransactionManagement(TransactionManagementType.BEAN)
public class HealthReport {

    private static final Logger LOG = Logger.getLogger(HealthReport.class);

    @Inject
    private EngineAlive alive;

    @Inject
    private EngineReady ready;

    @Inject
    private DatabaseReady database;

    private HealthBoard board;

    @PostConstruct
    void begin() {
        try {
            board = HealthBoard.ofServer();
            board.addLiveness(alive);
            board.addReadiness(ready);
            board.addReadiness(database);
        } catch (ReflectiveOperationException e) {
            LOG.errorf("The health of the engine is not shown on the management port: %s", e);
        }
    }

    @PreDestroy
    void end() {
        if (board == null) {
            return;
        }
        try {
            board.removeLiveness(alive);
            board.removeReadiness(ready);
            board.removeReadiness(database);
        } catch (ReflectiveOperationException e) {
            LOG.debugf("The checks could not be taken off the server's list: %s", e);
        }
    }
}
