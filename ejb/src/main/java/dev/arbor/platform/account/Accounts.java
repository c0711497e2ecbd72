package dev.arbor.platform.account;

import dev.arbor.platform.api.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The accounts that are enabled. They are read at each request, so what changes is felt at once. */
@ApplicationScoped
public class Accounts {

    private final DataSource database;

    /** An account with the hash of its password. */
    public record Stored(Account account, String passwordHash) {

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
                        "SELECT username, display_name, email, administrator, service, password_hash, allowed_ips"
                                + " FROM account WHERE username = ? AND enabled = TRUE")) {
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
        return new Stored(account, row.getString(6));
    }
}
