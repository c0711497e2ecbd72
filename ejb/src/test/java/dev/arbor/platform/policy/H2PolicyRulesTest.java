package dev.arbor.platform.policy;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2PolicyRulesTest extends PolicyRulesSuite {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
