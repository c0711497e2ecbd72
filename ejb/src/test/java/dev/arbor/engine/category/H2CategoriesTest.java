package dev.arbor.engine.category;

import dev.arbor.engine.database.H2Databases;
import dev.arbor.engine.database.TestDatabase;

class H2CategoriesTest extends CategoriesSuite {

    @Override
    TestDatabase open() {
        return H2Databases.fresh();
    }
}
