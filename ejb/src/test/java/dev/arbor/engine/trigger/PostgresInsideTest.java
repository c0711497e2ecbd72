package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresInsideTest extends InsideSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
