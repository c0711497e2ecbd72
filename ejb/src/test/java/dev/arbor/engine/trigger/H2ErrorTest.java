package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2ErrorTest extends ErrorSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
