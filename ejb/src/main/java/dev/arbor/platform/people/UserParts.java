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

/** What belongs to users and is stored beside them: read for many at once. */
final class UserParts {

    private UserParts() {}

    /** Puts those parts into the documents of users that are asked for. */
    static void fill(Connection connection, Collection<Profile> users, Set<String> parts, Set<String> ofTeams)
            throws SQLException {
        for (List<Profile> some : Chunks.of(users)) {
            fillSome(connection, some, parts, ofTeams);
        }
    }

    private static void fillSome(Connection connection, List<Profile> users, Set<String> parts, Set<String> ofTeams)
            throws SQLException {
        if (parts.contains("attributes") || parts.contains("attributesMap")) {
            attributes(connection, users, IdentityFacts.ATTRIBUTES, "");
        }
        if (parts.contains("profileAttributes") || parts.contains("profileAttributesMap")) {
            attributes(connection, users, IdentityFacts.PROFILE_ATTRIBUTES, "profile");
        }
        if (parts.contains("memberships")) {
            Map<UUID, List<Profile>> teams = MembershipTable.teams(
                    connection, users.stream().map(Profile::id).toList());
            TeamParts.fill(
                    connection, teams.values().stream().flatMap(List::stream).toList(), ofTeams, Set.of());
            for (Profile user : users) {
                ArrayNode list = user.document().putArray("memberships");
                teams.getOrDefault(user.id(), List.of())
                        .forEach(team -> list.addObject().set("team", team.document()));
            }
        }
    }

    private static void attributes(Connection connection, Collection<Profile> users, String kind, String prefix)
            throws SQLException {
        List<String> defined =
                AttributeDefinitions.names(AttributeDefinitions.of(connection, kind, SpaceTable.id(connection)));
        Map<String, ObjectNode> values = AttributeValues.of(
                connection,
                kind,
                users.stream().map(user -> user.id().toString()).distinct().toList());
        users.forEach(user ->
                AttributeValues.show(user.document(), values.get(user.id().toString()), defined, prefix));
    }
}
