package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.form.FormEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what happens to users and teams (integrator spec 5.1 and 5.4). */
@ApplicationScoped
public class PeopleEvents {

    private static final Set<String> OF_USER = Set.of("attributes", "profileAttributes");
    private static final Set<String> OF_TEAM = Set.of("attributes");

    private final Outbox outbox;

    /** For the container's proxy. */
    protected PeopleEvents() {
        this(null);
    }

    @Inject
    public PeopleEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Reads what events tell of users besides what is in their rows. */
    static void prepareUsers(Connection connection, Collection<Profile> users) throws SQLException {
        UserParts.fill(connection, users, OF_USER, Set.of());
    }

    /** Reads what events tell of teams besides what is in their rows. */
    static void prepareTeams(Connection connection, Collection<Profile> teams) throws SQLException {
        TeamParts.fill(connection, teams, OF_TEAM, Set.of());
    }

    /**
     * Something happened to a user.
     *
     * @param user prepared
     * @param before what they were, prepared; empty unless they were changed
     */
    void ofUser(
            Transactions.Unit unit, String action, Profile user, Optional<Profile> before, Identity who, Instant now)
            throws SQLException {
        ObjectNode payload = payload(unit.connection(), who);
        payload.set("user", told(user));
        before.ifPresent(each -> payload.set("userPrevious", told(each)));
        record(unit, "User", action, user, payload, who, now);
    }

    /** A user has signed in or out. */
    public void ofSignIn(Transactions.Unit unit, String action, Account account, Instant now) throws SQLException {
        Optional<Profile> user = UserTable.find(unit.connection(), account.username());
        if (user.isPresent()) {
            prepareUsers(unit.connection(), List.of(user.get()));
            ofUser(unit, action, user.get(), Optional.empty(), Identity.of(account, 0), now);
        }
    }

    /** Something happened to a team; the same of it. */
    void ofTeam(
            Transactions.Unit unit, String action, Profile team, Optional<Profile> before, Identity who, Instant now)
            throws SQLException {
        ObjectNode payload = payload(unit.connection(), who);
        payload.set("team", told(team));
        before.ifPresent(each -> payload.set("teamPrevious", told(each)));
        record(unit, "Team", action, team, payload, who, now);
    }

    /** Users, prepared, have come into a team or have left it, prepared: told of each user and of the team. */
    void ofMemberships(
            Transactions.Unit unit, List<Profile> users, Profile team, boolean added, Identity who, Instant now)
            throws SQLException {
        if (users.isEmpty()) {
            return;
        }
        ObjectNode payload = payload(unit.connection(), who);
        payload.set("team", told(team));
        List<String> name = List.of(team.text("name"));
        payload.set("membershipsAdded", Documents.list(added ? name : List.of()));
        payload.set("membershipsRemoved", Documents.list(added ? List.of() : name));
        for (Profile user : users) {
            payload.set("user", told(user));
            record(unit, "User", "Membership Change", user, payload, who, now);
            record(unit, "Team", "Membership Change", team, payload, who, now);
        }
    }

    private void record(
            Transactions.Unit unit,
            String type,
            String action,
            Profile subject,
            ObjectNode payload,
            Identity who,
            Instant now)
            throws SQLException {
        outbox.record(
                unit,
                new Outbox.Change(
                        type,
                        List.of(action),
                        Optional.empty(),
                        Optional.empty(),
                        subject.id().toString(),
                        payload),
                who,
                now);
    }

    private static ObjectNode payload(Connection connection, Identity who) throws SQLException {
        ObjectNode payload = Documents.object();
        payload.set("space", FormEvents.space(connection));
        payload.set("identity", FormEvents.identity(who));
        return payload;
    }

    /** Attributes are told as lists of those that are set. */
    private static ObjectNode told(Profile profile) {
        ObjectNode told = profile.document().deepCopy();
        told.remove(List.of("attributesMap", "profileAttributesMap", "memberships", "restorationToken"));
        return told;
    }
}
