package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2WalkTest extends WalkSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
