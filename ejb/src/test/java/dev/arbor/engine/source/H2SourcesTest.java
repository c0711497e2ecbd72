package dev.arbor.engine.source;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2SourcesTest extends SourcesSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
