package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2PausedHandlerTest extends PausedHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
