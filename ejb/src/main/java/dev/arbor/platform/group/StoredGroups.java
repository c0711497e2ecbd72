package dev.arbor.platform.group;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Groups;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The groups of the API. */
@ApplicationScoped
public class StoredGroups implements Groups {

    private static final int LONGEST_NAME = 255;

    private final Transactions transactions;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredGroups() {
        this(null, null);
    }

    @Inject
    public StoredGroups(Transactions transactions, InstantSource time) {
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public Page<GroupView> list(int limit, int offset) {
        return transactions.call(unit -> {
            List<GroupTable.Row> rows = GroupTable.list(unit.connection(), limit, offset);
            Map<UUID, List<String>> users = GroupTable.users(
                    unit.connection(), rows.stream().map(GroupTable.Row::id).toList());
            return new Page<>(
                    GroupTable.count(unit.connection()),
                    limit,
                    offset,
                    rows.stream()
                            .map(row -> view(row, users.getOrDefault(row.id(), List.of())))
                            .toList());
        });
    }

    @Override
    public GroupView find(String name) {
        return transactions.call(unit ->
                view(unit.connection(), GroupTable.find(unit.connection(), name).orElseThrow(() -> missing(name))));
    }

    @Override
    public GroupView create(String name, List<String> users, Caller caller) {
        check(name);
        return unique(
                name,
                () -> transactions.call(unit -> {
                    Instant now = now();
                    GroupTable.Row row =
                            new GroupTable.Row(UUID.randomUUID(), name, now, caller.username(), now, caller.username());
                    GroupTable.insert(unit.connection(), row);
                    replaceUsers(unit.connection(), row, users);
                    return view(unit.connection(), row);
                }));
    }

    @Override
    public GroupView update(String name, Optional<String> newName, Optional<List<String>> users, Caller caller) {
        newName.ifPresent(StoredGroups::check);
        return unique(
                newName.orElse(name),
                () -> transactions.call(unit -> {
                    GroupTable.Row row =
                            GroupTable.lock(unit.connection(), name).orElseThrow(() -> missing(name));
                    GroupTable.Row changed = new GroupTable.Row(
                            row.id(), newName.orElse(name), row.createdAt(), row.createdBy(), now(), caller.username());
                    GroupTable.update(unit.connection(), changed);
                    if (users.isPresent()) {
                        replaceUsers(unit.connection(), changed, users.get());
                    }
                    return view(unit.connection(), changed);
                }));
    }

    @Override
    public GroupView delete(String name) {
        return transactions.call(unit -> {
            GroupTable.Row row = GroupTable.lock(unit.connection(), name).orElseThrow(() -> missing(name));
            GroupView view = view(unit.connection(), row);
            GroupTable.delete(unit.connection(), row.id());
            return view;
        });
    }

    @Override
    public void add(String name, String username) {
        transactions.call(unit -> {
            GroupTable.Row group = GroupTable.lock(unit.connection(), name).orElseThrow(() -> missing(name));
            GroupTable.add(unit.connection(), group.id(), account(unit.connection(), username));
            return null;
        });
    }

    @Override
    public void remove(String name, String username) {
        transactions.call(unit -> {
            GroupTable.Row group = GroupTable.lock(unit.connection(), name).orElseThrow(() -> missing(name));
            if (!GroupTable.remove(unit.connection(), group.id(), account(unit.connection(), username))) {
                throw Refusal.notFound(
                        "Unable to retrieve the user \"" + username + "\" of the group \"" + name + "\".");
            }
            return null;
        });
    }

    private static UUID account(Connection connection, String username) throws SQLException {
        return GroupTable.account(connection, username)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the user \"" + username + "\"."));
    }

    private static void replaceUsers(Connection connection, GroupTable.Row group, List<String> users)
            throws SQLException {
        GroupTable.removeUsers(connection, group.id());
        for (String each : users) {
            GroupTable.add(
                    connection,
                    group.id(),
                    GroupTable.account(connection, each)
                            .orElseThrow(() -> Refusal.invalid(
                                    "missing_user",
                                    "Expected users of the group '" + group.name() + "' that are there, but '" + each
                                            + "' is not.")));
        }
    }

    private static void check(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid(
                    "invalid_value",
                    "Expected the name of a group, of at most " + LONGEST_NAME + " characters, but got "
                            + (name.isBlank() ? "a blank one." : name.length() + "."));
        }
    }

    private static GroupView unique(String name, Supplier<GroupView> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e)
                    ? Refusal.invalid(
                            "uniqueness_violation",
                            "Expected the name '" + name + "' to be free, but there is such a group.")
                    : e;
        }
    }

    private static Refusal missing(String name) {
        return Refusal.notFound("Unable to retrieve the group \"" + name + "\".");
    }

    private static GroupView view(Connection connection, GroupTable.Row row) throws SQLException {
        return view(row, GroupTable.users(connection, List.of(row.id())).getOrDefault(row.id(), List.of()));
    }

    private static GroupView view(GroupTable.Row row, List<String> users) {
        return new GroupView(row.name(), users, row.createdAt(), row.createdBy(), row.updatedAt(), row.updatedBy());
    }

    /** As exact as the databases keep it. */
    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
