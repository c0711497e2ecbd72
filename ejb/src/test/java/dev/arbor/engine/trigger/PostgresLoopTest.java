package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresLoopTest extends LoopSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
