package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresTogetherTest extends TogetherSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
