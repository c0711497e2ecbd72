package dev.arbor.web.policy;

import dev.arbor.platform.api.PolicyGate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Whether the request in hand sees a category; from memory, so lists may ask about each. */
@RequestScoped
public class CategoryAccess {

    @Inject
    private PolicyGate gate;

    @Inject
    private TaskRequests requests;

    /** Whether rules let it see one. */
    public boolean sees(String category) {
        return gate.sees(category, requests.current());
    }
}
