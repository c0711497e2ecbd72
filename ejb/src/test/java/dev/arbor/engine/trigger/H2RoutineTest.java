package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class H2RoutineTest extends RoutineSuite {

    @Override
    DataSource open() {
        return EngineDatabases.h2();
    }
}
