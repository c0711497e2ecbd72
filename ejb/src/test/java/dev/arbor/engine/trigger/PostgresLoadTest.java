package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresLoadTest extends LoadSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
