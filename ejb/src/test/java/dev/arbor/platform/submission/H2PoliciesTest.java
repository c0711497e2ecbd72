package dev.arbor.platform.submission;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2PoliciesTest extends PoliciesSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
