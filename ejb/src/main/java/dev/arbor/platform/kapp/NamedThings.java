package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One kind of small named things of a scope. What is wrong is refused; what is not there was looked for before. */
interface NamedThings {

    /** All of a scope; each has what it is called in paths under one of {@link #keys()}. */
    List<ObjectNode> list(Connection connection, UUID scope) throws SQLException;

    /** The properties by which one is named in paths, the first that fits. */
    List<String> keys();

    /** Adds one; gives what it is called in paths. */
    String create(Connection connection, UUID scope, ObjectNode body) throws SQLException;

    /** Changes one; gives what it is called in paths now. */
    String update(Connection connection, UUID scope, ObjectNode stored, ObjectNode change) throws SQLException;

    /** Takes one away. */
    void delete(Connection connection, UUID scope, ObjectNode stored) throws SQLException;
}
