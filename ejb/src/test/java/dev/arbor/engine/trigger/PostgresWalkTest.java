package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresWalkTest extends WalkSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
