package dev.arbor.integrator.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.Target;

/** Connections to PostgreSQL (integrator spec 1.2.3). Parameters are {@code $1}, {@code $2} and so on. */
public final class PostgresKind extends SqlKind {

    /** The kind. */
    public PostgresKind(SqlConnection.Ground ground) {
        super("postgres", ground);
    }

    @Override
    protected Target target(Login login, ObjectNode config) {
        return new PostgresTarget(login, ground().limits());
    }
}
