package dev.arbor.integrator.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.wire.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** One database, as one kind of connection reaches it: what differs between drivers. */
public interface Target {

    /** Where it listens. */
    Endpoint endpoint();

    /**
     * Connects and signs in over a line, which leads to an address that was judged, and in no other way.
     *
     * @throws SQLException when there is no connection
     */
    Connection connect(Line line) throws SQLException;

    /** The statement of an operation with its parameters found. */
    Statement statement(ObjectNode operation);

    /** The template of a parameter. */
    Optional<JsonNode> parameter(ObjectNode operation, String name);

    /** The type under which the driver takes a value that is not there. */
    default int nullType() {
        return Types.NULL;
    }

    /** Whether the driver gave up because the rows are too large. */
    default boolean isTooLarge(SQLException failure) {
        return false;
    }

    /** Whether a connection that was used is as it was before, without asking the database. */
    default boolean isClean(Connection connection) throws SQLException {
        return true;
    }

    /** Lets go of what it holds beside its connections. */
    default void close() {}
}
