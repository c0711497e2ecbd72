package dev.arbor.engine.tree;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2TreesTest extends TreesSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
