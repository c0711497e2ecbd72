package dev.arbor.web.core;

import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.web.security.Entrance;
import dev.arbor.web.security.VisitorToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Who sent the request in hand, as the platform knows them. */
@RequestScoped
public class Visitors {

    /** How many workflows have caused each other up to this request (integrator spec 5.2). */
    private static final String DEPTH = "X-Kinetic-Causation-Depth";

    @Inject
    private HttpServletRequest request;

    private Identity current;

    /** The one whose request this is: one and the same object for the whole of it. */
    public Identity current() {
        if (current == null) {
            Identity who = request.getAttribute(Entrance.ACCOUNT) instanceof Account account
                    ? Identity.of(account, depth())
                    : Identity.anonymous();
            current = who.withSessionToken(VisitorToken.of(request));
        }
        return current;
    }

    private int depth() {
        String told = request.getHeader(DEPTH);
        if (told == null || !told.strip().matches("\\d{1,9}")) {
            return 0;
        }
        return Math.min(Integer.parseInt(told.strip()), Identity.MAX_DEPTH);
    }
}
