package dev.arbor.platform.session;

import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.SessionLimits;
import dev.arbor.platform.api.Spaces;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.space.SpaceSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The limit is the space's. */
@ApplicationScoped
public class SpaceSessionLimits implements SessionLimits {

    private final SpaceSettings settings;
    private final Spaces spaces;

    /** For the container's proxy. */
    protected SpaceSessionLimits() {
        this(null, null);
    }

    @Inject
    SpaceSessionLimits(SpaceSettings settings, Spaces spaces) {
        this.settings = settings;
        this.spaces = spaces;
    }

    @Override
    public Duration idle() {
        return settings.current().idle();
    }

    @Override
    public void idle(Identity who, Duration idle) {
        spaces.update(who, Documents.object().put("sessionInactiveLimitInSeconds", idle.toSeconds()));
        settings.forget();
    }
}
