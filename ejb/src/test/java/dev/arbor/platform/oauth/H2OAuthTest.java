package dev.arbor.platform.oauth;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2OAuthTest extends OAuthSuite {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
