package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts users into teams and takes them out, where somebody may, and tells of it: once for each that was not so before. */
@ApplicationScoped
public class MembershipChanges {

    private final Authoriser authoriser;
    private final PeopleEvents events;

    /** For the container's proxy. */
    protected MembershipChanges() {
        this(null, null);
    }

    @Inject
    public MembershipChanges(Authoriser authoriser, PeopleEvents events) {
        this.authoriser = authoriser;
        this.events = events;
    }

    /** The slug of the team that a document names; empty where it names none. */
    static Optional<String> teamSlug(JsonNode team) {
        return Documents.text(team, "name").map(TeamTable::slug).or(() -> Documents.text(team, "slug"));
    }

    /** Makes a user a member of those teams that a body lists, if it lists any, and of no others. */
    void replaceTeams(Transactions.Unit unit, Identity who, Profile user, ObjectNode body, Instant now)
            throws SQLException {
        Optional<Map<String, String>> wanted = listed(body, "User", "team");
        if (wanted.isPresent()) {
            List<Profile> before =
                    MembershipTable.teams(unit.connection(), List.of(user.id())).getOrDefault(user.id(), List.of());
            Difference difference = Difference.of(before, "slug", wanted.get());
            List<Profile> added =
                    TeamTable.of(unit.connection(), difference.missing().keySet());
            demandFound("User", "Team", "slug", difference.missing(), added);
            change(unit, who, List.of(user), added, true, now);
            change(unit, who, List.of(user), difference.gone(), false, now);
        }
    }

    /** Makes those users that a body lists, if it lists any, and no others the members of a team. */
    void replaceUsers(Transactions.Unit unit, Identity who, Profile team, ObjectNode body, Instant now)
            throws SQLException {
        Optional<Map<String, String>> wanted = listed(body, "Team", "user");
        if (wanted.isPresent()) {
            List<Profile> before =
                    MembershipTable.users(unit.connection(), List.of(team.id())).getOrDefault(team.id(), List.of());
            Difference difference = Difference.of(before, "username", wanted.get());
            List<Profile> added =
                    UserTable.lock(unit.connection(), difference.missing().keySet());
            demandFound("Team", "User", "username", difference.missing(), added);
            change(unit, who, added, List.of(team), true, now);
            change(unit, who, difference.gone(), List.of(team), false, now);
        }
    }

    /** Puts users into teams, or takes them out; nothing happens where that is so already, and false if that is all. */
    boolean change(
            Transactions.Unit unit, Identity who, List<Profile> users, List<Profile> teams, boolean into, Instant now)
            throws SQLException {
        Permissions permissions = authoriser.permissions(who);
        for (Profile team : teams) {
            permissions.demand(Right.TEAM_MEMBERSHIP_MODIFICATION, Subject.team(team.document()));
        }
        PeopleEvents.prepareUsers(unit.connection(), users);
        PeopleEvents.prepareTeams(unit.connection(), teams);
        boolean any = false;
        for (Profile team : teams) {
            List<Profile> changed = new ArrayList<>();
            for (Profile user : users) {
                if (into
                        ? MembershipTable.insert(unit.connection(), team.id(), user.id(), who.username(), now)
                        : MembershipTable.delete(unit.connection(), team.id(), user.id())) {
                    changed.add(user);
                }
            }
            events.ofMemberships(unit, changed, team, into, who, now);
            any |= !changed.isEmpty();
        }
        return any;
    }

    /**
     * What is to come and what is to go.
     *
     * @param missing those that are not there yet: how they are named, by their key
     */
    private record Difference(Map<String, String> missing, List<Profile> gone) {

        static Difference of(List<Profile> before, String key, Map<String, String> wanted) {
            Map<String, String> missing = new LinkedHashMap<>(wanted);
            List<Profile> gone = new ArrayList<>();
            for (Profile each : before) {
                String name = each.text(key).toLowerCase(Locale.ROOT);
                missing.remove(name);
                if (!wanted.containsKey(name)) {
                    gone.add(each);
                }
            }
            return new Difference(missing, gone);
        }
    }

    /** The other sides that a list of memberships names: how it names them, by their key; empty without a list. */
    private static Optional<Map<String, String>> listed(ObjectNode body, String noun, String side) {
        JsonNode list = body.path("memberships");
        if (!list.isArray()) {
            return Optional.empty();
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonNode each : list) {
            JsonNode other = each.path(side);
            Optional<String> name = Documents.text(other, side.equals("team") ? "name" : "username");
            Optional<String> key = side.equals("team") ? teamSlug(other) : name;
            if (key.isEmpty()) {
                throw PlatformRefusal.invalid(
                        noun,
                        List.of("Memberships must each have a " + side + " with a "
                                + (side.equals("team") ? "name or a slug" : "username")));
            }
            all.put(key.get().toLowerCase(Locale.ROOT), name.orElse(key.get()));
        }
        return Optional.of(all);
    }

    private static void demandFound(
            String noun, String other, String key, Map<String, String> wanted, List<Profile> found) {
        Map<String, String> missing = new LinkedHashMap<>(wanted);
        found.forEach(each -> missing.remove(each.text(key).toLowerCase(Locale.ROOT)));
        if (!missing.isEmpty()) {
            throw PlatformRefusal.invalid(
                    noun,
                    missing.values().stream()
                            .map(name -> "Unable to locate the " + name + " " + other)
                            .toList());
        }
    }
}
