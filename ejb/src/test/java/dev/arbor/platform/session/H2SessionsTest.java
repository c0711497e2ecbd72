package dev.arbor.platform.session;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2SessionsTest extends SessionsSuite {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
