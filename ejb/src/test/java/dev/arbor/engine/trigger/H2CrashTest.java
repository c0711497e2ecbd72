package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2CrashTest extends CrashSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
