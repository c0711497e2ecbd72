package dev.arbor.platform.oauth;

import dev.arbor.engine.database.TestDatabase;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.integrator.database.Transactions;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.Rotation;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import dev.arbor.platform.account.Accounts;
import dev.arbor.platform.account.PasswordHash;
import dev.arbor.platform.account.SecretCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** A database with the tables of OAuth and of the vault, servers on it, and the time that these have. */
final class OAuthDatabase implements AutoCloseable {

    static final String OLD = key("old", 1);
    static final String NEW = key("new", 2);
    static final String PASSWORD = "correct horse";

    private static final String HASH = PasswordHash.of(PASSWORD);

    private final TestDatabase database;
    private final Accounts accounts;
    // Databases keep microseconds.
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** What a server has. */
    record Server(KeyChain keys, SignedTokens tokens, ClientBook clients, GrantDesk grants) {}

    OAuthDatabase(TestDatabase database) {
        this.database = database;
        this.accounts = new Accounts(database.source());
        IntegratorSchema.bringUpToDate(database.source());
    }

    private static String key(String id, int content) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) content;
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    /** A server that has just started. */
    Server server(String encryptionKeys) {
        InstantSource time = () -> now;
        Vault vault = new Vault(KeyRing.parse(encryptionKeys));
        KeyChain keys = new KeyChain(
                database.source(), new SealedBox(new Transactions(database.source()), new Secrets(vault)), time);
        SignedTokens tokens = new SignedTokens(keys, accounts, "acme", time);
        ClientBook clients = new ClientBook(database.source(), accounts, time);
        return new Server(
                keys,
                tokens,
                clients,
                new GrantDesk(database.source(), clients, accounts, new SecretCheck(time), tokens, time));
    }

    /** What the operation rotate-encryption-key does. */
    Rotation.Result rotateEncryption(String encryptionKeys) {
        return new Rotation(new Transactions(database.source()), new Vault(KeyRing.parse(encryptionKeys))).rotate();
    }

    void account(String username, boolean spaceAdmin, boolean service) {
        execute(
                "INSERT INTO account (username, password_hash, display_name, email, administrator, enabled, service,"
                        + " created_at, updated_at) VALUES (?, ?, 'Zoë & Co', 'zoe@example.com', " + spaceAdmin
                        + ", TRUE, " + service + ", CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                username,
                HASH);
    }

    /** Changes the database as nobody can by the desks. */
    void execute(String statement, String... values) {
        try (Connection connection = database.source().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setString(i + 1, values[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Another time than the machine's. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        database.close();
    }
}
