package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.api.Teams;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The teams of the API. */
@ApplicationScoped
public class StoredTeams implements Teams {

    private static final Shape SHAPE =
            Shape.of("Team").texts("name", "description").lists("memberships");
    private static final int LONGEST_NAME = 1000;

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final UserRights users;
    private final MembershipChanges memberships;
    private final PeopleEvents events;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredTeams() {
        this(null, null, null, null, null);
    }

    @Inject
    public StoredTeams(
            Transactions transactions,
            Authoriser authoriser,
            MembershipChanges memberships,
            PeopleEvents events,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.users = new UserRights(authoriser);
        this.memberships = memberships;
        this.events = events;
        this.time = time;
    }

    @Override
    public PeopleSearch.Found list(Identity who, PeopleSearch search, boolean archived, PeopleParts parts) {
        Pages pages = pages(who, search, archived);
        return transactions.call(unit -> {
            Pages.Page page = pages.read(unit.connection());
            fill(unit.connection(), who, page.rows(), parts);
            return new PeopleSearch.Found(
                    page.rows().stream().map(Profile::document).toList(), page.next());
        });
    }

    @Override
    public long count(Identity who, Optional<String> q, boolean archived) {
        PeopleSearch all = PeopleSearch.ALL;
        Pages pages = pages(who, new PeopleSearch(q, all.orderBy(), false, all.limit(), all.after()), archived);
        return transactions.call(unit -> pages.count(unit.connection()));
    }

    private Pages pages(Identity who, PeopleSearch search, boolean archived) {
        authoriser.demand(who, Right.TEAMS_ACCESS, Subject.space());
        if (archived) {
            authoriser.demand(who, Right.TEAM_MODIFICATION, Subject.space());
        }
        return new Pages(Catalogue.TEAMS, search, archived ? "slug IS NULL" : "slug IS NOT NULL");
    }

    @Override
    public ObjectNode find(Identity who, String slug, PeopleParts parts) {
        return transactions.call(unit -> {
            Profile team = TeamTable.find(unit.connection(), slug).orElseThrow(() -> missing(slug));
            authoriser.demand(who, Right.TEAMS_ACCESS, Subject.team(team.document()));
            fill(unit.connection(), who, List.of(team), parts);
            return team.document();
        });
    }

    /** Members are told by their names alone to those who may not see users. */
    private void fill(Connection connection, Identity who, List<Profile> teams, PeopleParts parts) throws SQLException {
        TeamParts.fill(connection, teams, parts.own(), parts.others());
        Permissions permissions = authoriser.permissions(who);
        boolean seesAll = !parts.own().contains("memberships") || users.seesAll(who);
        for (Profile team : teams) {
            team.document().path("memberships").forEach(membership -> {
                ObjectNode user = (ObjectNode) membership.get("user");
                if (!seesAll && !UserRights.isOneself(who, user)) {
                    user.retain("username", "displayName");
                }
            });
            if (parts.own().contains("authorization")) {
                Subject subject = Subject.team(team.document());
                team.document()
                        .putObject("authorization")
                        .put("Modification", permissions.may(Right.TEAM_MODIFICATION, subject))
                        .put("Membership Modification", permissions.may(Right.TEAM_MEMBERSHIP_MODIFICATION, subject));
            }
        }
    }

    @Override
    public String create(Identity who, ObjectNode body) {
        authoriser.demand(who, Right.TEAM_CREATION, Subject.space());
        SHAPE.check(body);
        Profile team = new Profile(UUID.randomUUID(), Documents.object().put("name", name(body)));
        team.document().set("description", body.get("description"));
        return unique(() -> transactions.call(unit -> {
            Connection connection = unit.connection();
            Instant now = now();
            TeamTable.insert(connection, team, who.username(), now);
            AttributeValues.write(connection, TeamParts.KIND, team.id().toString(), body, "Team");
            Profile made = prepared(connection, TeamTable.slug(team.text("name")));
            events.ofTeam(unit, "Created", made, Optional.empty(), who, now);
            memberships.replaceUsers(unit, who, made, body, now);
            return made.text("slug");
        }));
    }

    @Override
    public String restore(Identity who, String restorationToken, ObjectNode change) {
        authoriser.demand(who, Right.TEAM_CREATION, Subject.space());
        SHAPE.check(change);
        return unique(() -> transactions.call(unit -> {
            Profile team = TeamTable.lockDeleted(unit.connection(), restorationToken)
                    .orElseThrow(() -> missing(restorationToken));
            return write(unit, who, team, "Restored", Optional.empty(), change);
        }));
    }

    @Override
    public String update(Identity who, String slug, ObjectNode change) {
        SHAPE.check(change);
        return unique(() -> transactions.call(unit -> {
            Profile team = TeamTable.lock(unit.connection(), slug).orElseThrow(() -> missing(slug));
            if (isMore(change)) {
                authoriser.demand(who, Right.TEAM_MODIFICATION, Subject.team(team.document()));
            }
            PeopleEvents.prepareTeams(unit.connection(), List.of(team));
            return write(unit, who, team, "Updated", Optional.of(team.copy()), change);
        }));
    }

    /** Whether a change is more than one of members, to which there is a right of its own. */
    private static boolean isMore(ObjectNode change) {
        return !change.path("memberships").isArray() || change.size() > 1;
    }

    private String write(
            Transactions.Unit unit,
            Identity who,
            Profile team,
            String action,
            Optional<Profile> before,
            ObjectNode change)
            throws SQLException {
        Connection connection = unit.connection();
        Instant now = now();
        if (change.path("name").isTextual()) {
            team.document().put("name", name(change));
        }
        if (change.has("description")) {
            team.document().set("description", change.get("description"));
        }
        TeamTable.update(connection, team, who.username(), now);
        AttributeValues.write(connection, TeamParts.KIND, team.id().toString(), change, "Team");
        Profile after = prepared(connection, TeamTable.slug(team.text("name")));
        events.ofTeam(unit, action, after, before, who, now);
        memberships.replaceUsers(unit, who, after, change, now);
        return after.text("slug");
    }

    @Override
    public String delete(Identity who, String slug) {
        String token = UUID.randomUUID().toString();
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            Profile team = TeamTable.lock(connection, slug).orElseThrow(() -> missing(slug));
            authoriser.demand(who, Right.TEAM_MODIFICATION, Subject.team(team.document()));
            PeopleEvents.prepareTeams(connection, List.of(team));
            Instant now = now();
            events.ofTeam(unit, "Deleted", team, Optional.empty(), who, now);
            TeamTable.delete(connection, team.id(), token, who.username(), now);
            return token;
        });
    }

    private static Profile prepared(Connection connection, String slug) throws SQLException {
        Profile team = TeamTable.find(connection, slug)
                .orElseThrow(
                        () -> new IllegalStateException("Expected the team that was just written, but it is gone."));
        PeopleEvents.prepareTeams(connection, List.of(team));
        return team;
    }

    private static String name(ObjectNode body) {
        String name = Documents.text(body, "name").orElse("");
        if (name.isBlank()) {
            throw PlatformRefusal.invalid("Team", List.of("Name must not be blank"));
        }
        if (name.length() > LONGEST_NAME) {
            throw PlatformRefusal.invalid(
                    "Team", List.of("Name must not be longer than " + LONGEST_NAME + " characters"));
        }
        return name;
    }

    private static PlatformRefusal missing(String name) {
        return PlatformRefusal.missing("Team", name);
    }

    /** As precise as it is shown, so that a query for what is shown finds it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String unique(Supplier<String> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("team", "slug") : e;
        }
    }
}
