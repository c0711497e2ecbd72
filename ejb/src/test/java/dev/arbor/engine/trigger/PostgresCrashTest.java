package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresCrashTest extends CrashSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
