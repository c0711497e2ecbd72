package dev.arbor.engine.inspection;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2SearchTest extends SearchContract {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
