package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2LoopTest extends LoopSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
