package dev.arbor.platform.setting;

import dev.arbor.platform.api.TaskSettings;
import jakarta.enterprise.context.ApplicationScoped;

/** The properties of one of the settings. */
@ApplicationScoped
public class IdentityStoreOwner extends SettingOwner {

    public IdentityStoreOwner() {
        super(TaskSettings.Kind.IDENTITY_STORE);
    }

    @Override
    public Kind kind() {
        return Kind.IDENTITY_STORE;
    }
}
