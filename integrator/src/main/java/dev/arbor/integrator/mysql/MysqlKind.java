package dev.arbor.integrator.mysql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.sql.SqlConnection;
import dev.arbor.integrator.sql.SqlKind;
import dev.arbor.integrator.sql.Target;
import java.util.regex.Pattern;

/**
 * Connections to MySQL and MariaDB: an extension, with the config of the published kinds of database. Parameters are
 * {@code @name}; other variables stay the database's.
 */
public final class MysqlKind extends SqlKind {

    /** A name that cannot go on as an option of the driver. */
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$-]+");

    /** The kind. */
    public MysqlKind(SqlConnection.Ground ground) {
        super("mysql", ground);
    }

    @Override
    protected Target target(Login login, ObjectNode config) throws CallException {
        if (!DATABASE.matcher(login.database()).matches()) {
            throw new CallException(
                    Reason.INVALID_CONNECTION,
                    "Expected a database name of letters, digits, underscores, dollar signs and hyphens.");
        }
        return new MysqlTarget(login, ground().limits());
    }
}
