package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2PersonTest extends PersonSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
