package dev.arbor.integrator.mssql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.Target;

/**
 * Connections to Microsoft SQL Server (integrator spec 1.2.3), with {@code instance} beside what every kind of database
 * has. Parameters are {@code @name}; other variables stay the statement's own.
 */
public final class MssqlKind extends SqlKind {

    /** The kind. */
    public MssqlKind(SqlConnection.Ground ground) {
        super("mssql", ground);
    }

    @Override
    protected Target target(Login login, ObjectNode config) {
        return new MssqlTarget(login, text(config, "instance"), ground().limits());
    }
}
