package dev.arbor.platform.setting;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2TaskSettingsTest extends TaskSettingsSuite {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
