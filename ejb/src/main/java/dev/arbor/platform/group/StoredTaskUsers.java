package dev.arbor.platform.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.TaskUsers;
import dev.arbor.platform.api.Users;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The users of the Task API: accounts, with the groups that they are in. */
@ApplicationScoped
public class StoredTaskUsers implements TaskUsers {

    private static final String SELECT =
            "SELECT id, username, email, created_at, created_by, updated_at, updated_by FROM account";

    private final Transactions transactions;
    private final Users users;

    /** For the container's proxy. */
    protected StoredTaskUsers() {
        this(null, null);
    }

    @Inject
    public StoredTaskUsers(Transactions transactions, Users users) {
        this.transactions = transactions;
        this.users = users;
    }

    @Override
    public Page<UserView> list(int limit, int offset) {
        return transactions.call(unit -> {
            List<UserView> page = Rows.list(
                    unit.connection(),
                    SELECT + " ORDER BY username LIMIT ? OFFSET ?",
                    StoredTaskUsers::read,
                    limit > 0 ? limit : Integer.MAX_VALUE,
                    offset);
            long count = Rows.one(unit.connection(), "SELECT count(*) FROM account", row -> row.getLong(1))
                    .orElseThrow();
            return new Page<>(count, limit, offset, withGroups(unit.connection(), page));
        });
    }

    @Override
    public UserView find(String loginId) {
        return transactions.call(unit -> find(unit.connection(), loginId));
    }

    private static UserView find(Connection connection, String loginId) throws SQLException {
        UserView user = Rows.one(
                        connection, SELECT + " WHERE normalized_username = LOWER(?)", StoredTaskUsers::read, loginId)
                .orElseThrow(() -> Refusal.notFound("Unable to retrieve the user \"" + loginId + "\"."));
        return withGroups(connection, List.of(user)).get(0);
    }

    private static UserView read(ResultSet row) throws SQLException {
        return new UserView(
                Rows.uuid(row, 1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                List.of(),
                Rows.moment(row, 4),
                row.getString(5),
                Rows.moment(row, 6),
                row.getString(7));
    }

    private static List<UserView> withGroups(Connection connection, List<UserView> users) throws SQLException {
        Map<UUID, List<String>> groups =
                GroupTable.groups(connection, users.stream().map(UserView::id).toList());
        return users.stream()
                .map(user -> new UserView(
                        user.id(),
                        user.loginId(),
                        user.email(),
                        groups.getOrDefault(user.id(), List.of()),
                        user.createdAt(),
                        user.createdBy(),
                        user.updatedAt(),
                        user.updatedBy()))
                .toList();
    }

    @Override
    public UserView create(Identity who, Draft draft) {
        String loginId = draft.loginId()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid_value", "Expected 'loginId' of a user in the body, but it is not there."));
        return transactions.call(unit -> {
            users.create(who, document(draft).put("username", loginId).put("enabled", true));
            return grouped(unit.connection(), loginId, draft);
        });
    }

    @Override
    public UserView update(Identity who, String loginId, Draft draft) {
        return transactions.call(unit -> {
            String name = users.update(who, find(unit.connection(), loginId).loginId(), document(draft));
            return grouped(unit.connection(), name, draft);
        });
    }

    @Override
    public UserView delete(Identity who, String loginId) {
        return transactions.call(unit -> {
            UserView user = find(unit.connection(), loginId);
            users.delete(who, user.loginId());
            return user;
        });
    }

    private static ObjectNode document(Draft draft) {
        ObjectNode document = Documents.object();
        draft.loginId().ifPresent(loginId -> document.put("username", loginId));
        draft.email().ifPresent(email -> document.put("email", email));
        draft.password().ifPresent(password -> document.put("password", password));
        return document;
    }

    private static UserView grouped(Connection connection, String loginId, Draft draft) throws SQLException {
        UserView user = find(connection, loginId);
        if (draft.groups().isEmpty()) {
            return user;
        }
        GroupTable.removeGroups(connection, user.id());
        for (String name : draft.groups().get()) {
            UUID group = GroupTable.find(connection, name)
                    .orElseThrow(() -> Refusal.invalid(
                            "missing_group",
                            "Expected groups of the user '" + loginId + "' that are there, but '" + name + "' is not."))
                    .id();
            GroupTable.add(connection, group, user.id());
        }
        return find(connection, loginId);
    }
}
