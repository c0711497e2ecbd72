package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2LoadTest extends LoadSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
