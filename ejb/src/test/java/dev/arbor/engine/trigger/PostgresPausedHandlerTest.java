package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresPausedHandlerTest extends PausedHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
