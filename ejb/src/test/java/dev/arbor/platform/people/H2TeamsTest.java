package dev.arbor.platform.people;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2TeamsTest extends TeamsSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
