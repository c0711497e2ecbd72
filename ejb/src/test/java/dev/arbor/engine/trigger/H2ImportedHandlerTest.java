package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2ImportedHandlerTest extends ImportedHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
