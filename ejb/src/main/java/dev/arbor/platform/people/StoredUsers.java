package dev.arbor.platform.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.account.Passwords;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PeopleParts;
import dev.arbor.platform.api.PeopleSearch;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Users;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
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

/** The users of the API. */
@ApplicationScoped
public class StoredUsers implements Users {

    private static final String EVERYBODY = "1 = 1";

    private final Transactions transactions;
    private final UserRights rights;
    private final Passwords passwords;
    private final MembershipChanges memberships;
    private final PeopleEvents events;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredUsers() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public StoredUsers(
            Transactions transactions,
            Authoriser authoriser,
            Passwords passwords,
            MembershipChanges memberships,
            PeopleEvents events,
            InstantSource time) {
        this.transactions = transactions;
        this.rights = new UserRights(authoriser);
        this.passwords = passwords;
        this.memberships = memberships;
        this.events = events;
        this.time = time;
    }

    @Override
    public PeopleSearch.Found list(Identity who, PeopleSearch search, PeopleParts parts) {
        rights.demandAll(who);
        Pages pages = new Pages(Catalogue.USERS, search, EVERYBODY);
        return transactions.call(unit -> {
            Pages.Page page = pages.read(unit.connection());
            fill(unit.connection(), who, page.rows(), parts);
            return new PeopleSearch.Found(
                    page.rows().stream().map(Profile::document).toList(), page.next());
        });
    }

    @Override
    public long count(Identity who, Optional<String> q) {
        rights.demandAll(who);
        PeopleSearch all = PeopleSearch.ALL;
        Pages pages = new Pages(
                Catalogue.USERS, new PeopleSearch(q, all.orderBy(), false, all.limit(), all.after()), EVERYBODY);
        return transactions.call(unit -> pages.count(unit.connection()));
    }

    @Override
    public ObjectNode find(Identity who, String username, PeopleParts parts) {
        return transactions.call(unit -> {
            Profile user = UserTable.find(unit.connection(), username).orElseThrow(() -> rights.missing(who, username));
            rights.demandSeen(who, user);
            fill(unit.connection(), who, List.of(user), parts);
            return user.document();
        });
    }

    private void fill(Connection connection, Identity who, List<Profile> users, PeopleParts parts) throws SQLException {
        UserParts.fill(connection, users, parts.own(), parts.others());
        if (parts.own().contains("authorization")) {
            rights.tell(who, users);
        }
    }

    @Override
    public String create(Identity who, ObjectNode body) {
        UserDraft draft = UserDraft.of(body);
        rights.demandCreation(who, draft);
        Profile user = new Profile(UUID.randomUUID(), draft.created());
        String hash = hash(draft).orElse(null);
        return unique(() -> transactions.call(unit -> {
            Connection connection = unit.connection();
            Instant now = now();
            UserTable.insert(connection, user, hash, who.username(), now);
            writeAttributes(connection, user, body);
            Profile made = prepared(connection, user.id());
            events.ofUser(unit, "Created", made, Optional.empty(), who, now);
            memberships.replaceTeams(unit, who, made, body, now);
            return made.text("username");
        }));
    }

    @Override
    public String update(Identity who, String username, ObjectNode change) {
        UserDraft draft = UserDraft.of(change);
        if (draft.password().isPresent()) {
            // Before the work of hashing is done for somebody who may not.
            transactions.call(unit -> {
                rights.demandModification(
                        who,
                        UserTable.find(unit.connection(), username).orElseThrow(() -> rights.missing(who, username)));
                return null;
            });
        }
        Optional<String> hash = hash(draft);
        return unique(() -> transactions.call(unit -> update(unit, who, username, draft, hash)));
    }

    private String update(Transactions.Unit unit, Identity who, String username, UserDraft draft, Optional<String> hash)
            throws SQLException {
        Connection connection = unit.connection();
        if (draft.mayTakeRights()) {
            SpaceTable.lock(connection);
        }
        Profile user = UserTable.lock(connection, username).orElseThrow(() -> rights.missing(who, username));
        PeopleEvents.prepareUsers(connection, List.of(user));
        Profile before = user.copy();
        rights.demandChange(who, user, draft.body());
        draft.merge(user.document());
        if (administers(before) && !administers(user)) {
            UserTable.demandAnotherAdministrator(connection, before);
        }
        Instant now = now();
        UserTable.update(connection, user, who.username(), now);
        if (!before.text("username").equals(user.text("username"))) {
            UserTable.renamed(connection, user, before.text("username"), now);
        }
        if (hash.isPresent()) {
            UserTable.password(connection, user.id(), hash.get(), now);
        }
        writeAttributes(connection, user, draft.body());
        Profile after = prepared(connection, user.id());
        events.ofUser(unit, "Updated", after, Optional.of(before), who, now);
        memberships.replaceTeams(unit, who, after, draft.body(), now);
        return after.text("username");
    }

    @Override
    public String delete(Identity who, String username) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            SpaceTable.lock(connection);
            Profile user = UserTable.lock(connection, username).orElseThrow(() -> rights.missing(who, username));
            rights.demandDeletion(who, user);
            if (administers(user)) {
                UserTable.demandAnotherAdministrator(connection, user);
            }
            PeopleEvents.prepareUsers(connection, List.of(user));
            events.ofUser(unit, "Deleted", user, Optional.empty(), who, now());
            AttributeValues.delete(connection, user.id().toString());
            UserTable.delete(connection, user);
            return user.text("username");
        });
    }

    private static boolean administers(Profile user) {
        return user.flag("enabled") && user.flag("spaceAdmin");
    }

    private static Profile prepared(Connection connection, UUID id) throws SQLException {
        Profile user = UserTable.lock(connection, id)
                .orElseThrow(
                        () -> new IllegalStateException("Expected the user that was just written, but it is gone."));
        PeopleEvents.prepareUsers(connection, List.of(user));
        return user;
    }

    private static void writeAttributes(Connection connection, Profile user, ObjectNode body) throws SQLException {
        String owner = user.id().toString();
        AttributeValues.write(connection, IdentityFacts.ATTRIBUTES, owner, body, "User");
        AttributeValues.write(connection, IdentityFacts.PROFILE_ATTRIBUTES, owner, body, "User", "profile");
    }

    private Optional<String> hash(UserDraft draft) {
        draft.password().ifPresent(passwords::check);
        return draft.password().map(passwords::hash);
    }

    /** As precise as it is shown, so that a query for what is shown finds it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String unique(java.util.function.Supplier<String> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("user", "normalized_username") : e;
        }
    }
}
