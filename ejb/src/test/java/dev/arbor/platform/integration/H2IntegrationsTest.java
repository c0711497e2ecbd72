package dev.arbor.platform.integration;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2IntegrationsTest extends IntegrationsSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
