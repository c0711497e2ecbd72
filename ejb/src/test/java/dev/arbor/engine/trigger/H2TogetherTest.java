package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2TogetherTest extends TogetherSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
