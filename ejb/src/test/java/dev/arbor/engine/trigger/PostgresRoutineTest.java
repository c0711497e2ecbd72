package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresRoutineTest extends RoutineSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
