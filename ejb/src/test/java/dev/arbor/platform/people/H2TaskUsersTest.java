package dev.arbor.platform.people;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2TaskUsersTest extends TaskUsersSuite {

    @Override
    TestDatabase fresh() {
        return H2Databases.fresh();
    }
}
