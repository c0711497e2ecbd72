package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresErrorTest extends ErrorSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
