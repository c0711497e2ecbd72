package dev.arbor.platform.setting;

import dev.arbor.platform.api.TaskSettings;
import jakarta.enterprise.context.ApplicationScoped;

/** The properties of one of the settings. */
@ApplicationScoped
public class AuthenticationOwner extends SettingOwner {

    public AuthenticationOwner() {
        super(TaskSettings.Kind.AUTHENTICATION);
    }

    @Override
    public Kind kind() {
        return Kind.AUTHENTICATION;
    }
}
