package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What belongs to teams and is stored beside them: read for many at once. */
final class TeamParts {

    static final String KIND = "teamAttributeDefinitions";

    private TeamParts() {}

    /** Puts those parts into the documents of teams that are asked for. */
    static void fill(Connection connection, Collection<Profile> teams, Set<String> parts, Set<String> ofUsers)
            throws SQLException {
        for (List<Profile> some : Chunks.of(teams)) {
            fillSome(connection, some, parts, ofUsers);
        }
    }

    private static void fillSome(Connection connection, List<Profile> teams, Set<String> parts, Set<String> ofUsers)
            throws SQLException {
        if (parts.contains("attributes") || parts.contains("attributesMap")) {
            attributes(connection, teams);
        }
        if (parts.contains("memberships")) {
            Map<UUID, List<Profile>> users = MembershipTable.users(
                    connection, teams.stream().map(Profile::id).toList());
            UserParts.fill(
                    connection, users.values().stream().flatMap(List::stream).toList(), ofUsers, Set.of());
            for (Profile team : teams) {
                ArrayNode list = team.document().putArray("memberships");
                users.getOrDefault(team.id(), List.of())
                        .forEach(user -> list.addObject().set("user", user.document()));
            }
        }
    }

    private static void attributes(Connection connection, Collection<Profile> teams) throws SQLException {
        List<String> defined =
                AttributeDefinitions.names(AttributeDefinitions.of(connection, KIND, SpaceTable.id(connection)));
        Map<String, ObjectNode> values = AttributeValues.of(
                connection,
                KIND,
                teams.stream().map(team -> team.id().toString()).distinct().toList());
        teams.forEach(team ->
                AttributeValues.show(team.document(), values.get(team.id().toString()), defined, ""));
    }
}
