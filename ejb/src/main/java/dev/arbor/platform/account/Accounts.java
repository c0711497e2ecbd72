package dev.arbor.platform.account;

import dev.arbor.platform.api.Account;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts that are enabled. They are read at each request, so what changes is felt at once. */
@ApplicationScoped
public class Accounts {

    private final DataSource database;

    /**
     * An account with what it signs in with.
     *
     * @param passwordHash null for one that has no password
     * @param tokensSince access tokens that were issued before this, to the second, mean nothing; empty for no limit
     */
    public record Stored(Account account, String passwordHash, Optional<Instant> tokensSince) {

        /** Never shows the hash. */
        @Override
        public String toString() {
            return "Stored[" + account.username() + "]";
        }
    }

    /** For the container's proxy. */
    protected Accounts() {
        this(null);
    }

    @Inject
    public Accounts(DataSource database) {
        this.database = database;
    }

    /** One that is there and enabled. */
    public Optional<Stored> find(String username) {
        if (username.indexOf('\0') >= 0) {
            // No database takes the NUL character in a text; there is nobody of that name.
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT username, display_name, email, administrator, service, password_hash, allowed_ips,"
                                + " tokens_since FROM account WHERE username = ? AND enabled = TRUE")) {
            query.setString(1, username);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(stored(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to read an account, but it failed: " + e.getMessage(), e);
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Account account = new Account(
                row.getString(1),
                Optional.ofNullable(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getString(7));
        return new Stored(account, row.getString(6), Optional.ofNullable(Rows.moment(row, 8)));
    }
}
