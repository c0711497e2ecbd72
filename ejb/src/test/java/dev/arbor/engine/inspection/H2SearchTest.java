package dev.arbor.engine.inspection;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2SearchTest extends SearchContract {

    @Override
    DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:search;DB_CLOSE_DELAY=-1");
        return database;
    }
}
