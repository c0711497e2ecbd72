package dev.arbor.platform.oauth;

import dev.arbor.engine.api.Refusal;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Makes the first signing key when the server starts, and tells at once when the one that is there cannot be opened. */
@Singleton
@Startup
@DependsOn({"Migrations", "arbor-integrator.jar#IntegratorMigrations"})
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstSigningKey {

    private static final Logger LOG = Logger.getLogger(FirstSigningKey.class);

    @Inject
    private KeyChain keys;

    @PostConstruct
    void atStart() {
        try {
            LOG.infof("Tokens are signed with the key '%s'.", keys.active().kid());
        } catch (Refusal e) {
            LOG.error(e.getMessage());
        }
    }
}
