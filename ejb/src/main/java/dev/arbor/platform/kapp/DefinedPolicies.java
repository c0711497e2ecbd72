package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.access.DefinitionTable;
import dev.arbor.platform.access.PolicyDefinition;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.PolicyUses;
import dev.arbor.platform.access.PolicyUses.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * The definitions of security policies of the space or of a kapp. One that gets another name takes along what names it;
 * one that is named somewhere cannot be taken away.
 *
 * @param ofKapp whether they are a kapp's
 */
record DefinedPolicies(PolicyDefinitions reader, boolean ofKapp) implements NamedThings {

    @Override
    public List<ObjectNode> list(Connection connection, UUID scope) throws SQLException {
        return DefinitionTable.of(connection, scope).stream().map(reader::shown).toList();
    }

    @Override
    public List<String> keys() {
        return List.of("name");
    }

    @Override
    public String create(Connection connection, UUID scope, ObjectNode body) throws SQLException {
        PolicyDefinition definition = reader.read(body, noun());
        DefinitionTable.insert(connection, scope, definition, noun());
        return definition.name();
    }

    @Override
    public String update(Connection connection, UUID scope, ObjectNode stored, ObjectNode change) throws SQLException {
        String before = stored.get("name").asText();
        ObjectNode after = stored.deepCopy();
        change.properties().forEach(each -> after.set(each.getKey(), each.getValue()));
        PolicyDefinition definition = reader.read(after, noun());
        if (!definition.name().equals(before)) {
            PolicyUses.rename(connection, new Scope(scope, ofKapp), before, definition.name(), noun());
        }
        DefinitionTable.delete(connection, scope, before);
        DefinitionTable.insert(connection, scope, definition, noun());
        return definition.name();
    }

    @Override
    public void delete(Connection connection, UUID scope, ObjectNode stored) throws SQLException {
        String name = stored.get("name").asText();
        PolicyUses.demandUnused(connection, new Scope(scope, ofKapp), name, noun());
        DefinitionTable.delete(connection, scope, name);
    }

    private String noun() {
        return ofKapp ? "Kapp" : "Space";
    }
}
