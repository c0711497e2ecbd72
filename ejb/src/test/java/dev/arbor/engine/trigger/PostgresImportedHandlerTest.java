package dev.arbor.engine.trigger;

import javax.sql.DataSource;

class PostgresImportedHandlerTest extends ImportedHandlerSuite {

    @Override
    DataSource open() {
        return EngineDatabases.postgres();
    }
}
