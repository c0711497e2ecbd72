package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Memberships;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The memberships of the API. */
@ApplicationScoped
public class StoredMemberships implements Memberships {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final MembershipChanges changes;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredMemberships() {
        this(null, null, null, null);
    }

    @Inject
    public StoredMemberships(
            Transactions transactions, Authoriser authoriser, MembershipChanges changes, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.changes = changes;
        this.time = time;
    }

    @Override
    public ObjectNode add(Identity who, ObjectNode body) {
        JsonNode team = body.path("team");
        Optional<String> slug = MembershipChanges.teamSlug(team);
        Optional<String> username = Documents.text(body.path("user"), "username");
        List<String> findings = new ArrayList<>();
        if (slug.isEmpty()) {
            findings.add("Team must have a name or a slug");
        }
        if (username.isEmpty()) {
            findings.add("User must have a username");
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Membership", findings);
        }
        String named = Documents.text(team, "name").orElse(slug.get());
        return transactions.call(unit -> change(unit, who, slug.get(), named, username.get(), true));
    }

    @Override
    public ObjectNode remove(Identity who, String teamSlug, String username) {
        return transactions.call(unit -> change(unit, who, teamSlug, teamSlug, username, false));
    }

    private ObjectNode change(
            Transactions.Unit unit, Identity who, String slug, String named, String username, boolean into)
            throws SQLException {
        Connection connection = unit.connection();
        Profile team = TeamTable.find(connection, slug).orElseThrow(() -> PlatformRefusal.missing("Team", named));
        authoriser.demand(who, Right.TEAM_MEMBERSHIP_MODIFICATION, Subject.team(team.document()));
        Profile user =
                UserTable.lock(connection, username).orElseThrow(() -> PlatformRefusal.missing("User", username));
        ObjectNode both = Documents.object();
        both.set("team", team.document().deepCopy());
        both.set("user", user.document().deepCopy());
        boolean changed = changes.change(
                unit, who, List.of(user), List.of(team), into, time.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!changed && !into) {
            throw PlatformRefusal.missing("Membership", slug + "_" + username);
        }
        return both;
    }
}
