package dev.arbor.engine.database;

class H2IdsTest extends IdsSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
