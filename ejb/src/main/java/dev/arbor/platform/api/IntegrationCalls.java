package dev.arbor.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Performing integrations of kapps and of forms (integrator spec 4.10 and 8.4). */
public interface IntegrationCalls {

    /**
     * Performs the operation of an integration, if the one who asks may. Called without a transaction: it lasts as long as
     * the other side takes.
     *
     * @param kapp its slug
     * @param form the slug of the form whose integration it is; empty for one of the kapp
     * @param parameters of the operation, by their names
     * @return the outputs of the operation; what the other side refused is among them
     * @throws PlatformRefusal when there is no such integration, or it may not be performed
     * @throws dev.arbor.integrator.api.IntegratorRefusal when the operation could not be performed
     */
    ObjectNode perform(Identity who, String kapp, Optional<String> form, String name, ObjectNode parameters);
}
