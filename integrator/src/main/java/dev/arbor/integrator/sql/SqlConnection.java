package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.kind.Limits;
import dev.arbor.integrator.kind.OpenConnection;
import dev.arbor.integrator.template.Arguments;
import dev.arbor.integrator.template.Place;
import dev.arbor.integrator.template.Template;
import dev.arbor.integrator.template.Templates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Types;
import java.util.Optional;
import javax.sql.DataSource;

/** An open connection to a database: a pool that is made when it is first needed, and lets go of what is idle. */
public final class SqlConnection implements OpenConnection {

    private static final long IDLE = 60_000;

    private final Target target;
    private final int poolSize;
    private final Limits limits;
    private final Templates templates;
    private HikariDataSource pool;
    private boolean closed;

    /** What differs between databases. */
    public interface Target {

        /**
         * Where connections come from; asked when the pool is made.
         *
         * @throws CallException when the address may not be connected to
         */
        DataSource source() throws CallException;

        /** The statement of an operation with its parameters found. */
        Statement statement(ObjectNode operation);

        /** The template of a parameter. */
        Optional<JsonNode> parameter(ObjectNode operation, String name);
    }

    /** Opens one; nothing is connected to yet. */
    public SqlConnection(Target target, int poolSize, Limits limits, Templates templates) {
        this.target = target;
        this.poolSize = poolSize;
        this.limits = limits;
        this.templates = templates;
    }

    private synchronized HikariDataSource pool() throws CallException {
        if (closed) {
            throw new CallException(Reason.CONNECTION, "Expected an open connection, but it was closed meanwhile.");
        }
        if (pool == null) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(target.source());
            config.setMaximumPoolSize(poolSize);
            config.setMinimumIdle(0);
            config.setIdleTimeout(IDLE);
            config.setConnectionTimeout(limits.connect().toMillis());
            config.setInitializationFailTimeout(-1);
            config.setPoolName("integrator");
            pool = new HikariDataSource(config);
        }
        return pool;
    }

    @Override
    public ObjectNode perform(ObjectNode operation, Arguments arguments) throws CallException {
        Statement statement = target.statement(operation);
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(statement.text())) {
            prepared.setQueryTimeout((int) Math.max(1, limits.total().toSeconds()));
            prepared.setMaxRows(limits.rows() + 1);
            for (int i = 0; i < statement.names().size(); i++) {
                bind(prepared, i + 1, operation, statement.names().get(i), arguments);
            }
            if (prepared.execute()) {
                try (ResultSet rows = prepared.getResultSet()) {
                    return new Results(limits).rows(rows);
                }
            }
            return Results.changed(Math.max(0, prepared.getUpdateCount()));
        } catch (SQLTimeoutException e) {
            throw late(e);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Connection connect() throws CallException {
        try {
            return pool().getConnection();
        } catch (SQLException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CallException(
                    Reason.CONNECTION, "Expected a connection to the database, but: " + cause.getMessage(), e);
        }
    }

    private CallException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("57014")) {
            return late(e);
        }
        return new CallException(state.startsWith("08") ? Reason.CONNECTION : Reason.SQL, e.getMessage(), e);
    }

    private CallException late(SQLException e) {
        return new CallException(
                Reason.TIMEOUT,
                "Expected the statement to end within " + limits.total().toSeconds() + " s, but it did not.",
                e);
    }

    private void bind(PreparedStatement prepared, int at, ObjectNode operation, String name, Arguments arguments)
            throws SQLException, CallException {
        Optional<JsonNode> told = target.parameter(operation, name);
        if (told.isEmpty()) {
            throw new CallException(
                    Reason.INVALID_REQUEST,
                    "Expected a value for the parameter '" + name + "' of the statement, but there is none.");
        }
        JsonNode value = told.get();
        if (value.isTextual()) {
            Template template = templates.of(value.textValue());
            if (!template.isOneTag()) {
                prepared.setString(at, template.render(arguments, Place.TEXT));
                return;
            }
            value = template.only(arguments);
        }
        bind(prepared, at, value);
    }

    private static void bind(PreparedStatement prepared, int at, JsonNode value) throws SQLException {
        if (value.isMissingNode() || value.isNull()) {
            prepared.setNull(at, Types.NULL);
        } else if (value.isBoolean()) {
            prepared.setBoolean(at, value.booleanValue());
        } else if (value.canConvertToLong() && value.isIntegralNumber()) {
            prepared.setLong(at, value.longValue());
        } else if (value.isNumber()) {
            prepared.setBigDecimal(at, value.decimalValue());
        } else {
            prepared.setString(at, value.isTextual() ? value.textValue() : value.toString());
        }
    }

    @Override
    public void test() throws CallException {
        try (Connection connection = connect();
                java.sql.Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) Math.max(1, limits.connect().toSeconds()));
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
