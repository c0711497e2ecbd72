package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresPersonTest extends PersonSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
