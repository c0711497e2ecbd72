package dev.arbor.platform.setting;

import dev.arbor.engine.api.SecretOwners;
import dev.arbor.platform.api.TaskSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The names of properties of settings; the strongbox keeps each under its name. */
abstract class SettingOwner implements SecretOwners {

    private final TaskSettings.Kind setting;

    SettingOwner(TaskSettings.Kind setting) {
        this.setting = setting;
    }

    /** Under which the strongbox has the properties of a setting. */
    static String of(TaskSettings.Kind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "task-authentication";
            case IDENTITY_STORE -> "task-identity-store";
        };
    }

    @Override
    public Map<Sealed, String> names(Collection<Sealed> secrets) {
        Map<Sealed, String> names = new HashMap<>();
        secrets.stream()
                .filter(secret -> secret.owner().equals(of(setting)))
                .forEach(secret -> names.put(secret, secret.place()));
        return names;
    }
}
