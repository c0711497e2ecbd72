package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresBuiltInHandlerTest extends BuiltInHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
