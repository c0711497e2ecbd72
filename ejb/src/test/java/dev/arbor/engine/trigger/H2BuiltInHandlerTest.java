package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2BuiltInHandlerTest extends BuiltInHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
