package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2InsideTest extends InsideSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
