package dev.arbor.integrator.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.integrator.database.TestTables;
import dev.arbor.integrator.database.Transactions;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final String FIRST = "first:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SECOND =
            "second:" + Base64.getEncoder().encodeToString("2".repeat(32).getBytes());
    private static final String LOST =
            "lost:" + Base64.getEncoder().encodeToString("3".repeat(32).getBytes());

    private final Transactions transactions = new Transactions(TestTables.h2());

    private void put(String keys, String owner, Map<String, String> secrets) {
        Secrets book = new Secrets(new Vault(KeyRing.parse(keys)));
        transactions.call(connection -> {
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                book.put(connection, owner, secret.getKey(), secret.getValue());
            }
            return null;
        });
    }

    private Secrets.Opened open(String keys, String owner) {
        return transactions.call(connection -> new Secrets(new Vault(KeyRing.parse(keys))).open(connection, owner));
    }

    @Test
    void sealsEverythingWithTheActiveKeySoThatTheOldOneCanGo() {
        Map<String, String> many =
                IntStream.range(0, 250).boxed().collect(Collectors.toMap(i -> "/secrets/" + i, i -> "value " + i));
        put(FIRST, "c1", many);

        Rotation.Result result = new Rotation(transactions, new Vault(KeyRing.parse(SECOND + "," + FIRST))).rotate();

        assertThat(result).isEqualTo(new Rotation.Result(250, 0));
        assertThat(open(SECOND, "c1").readable()).isEqualTo(many);
    }

    @Test
    void passesOverWhatIsDone() {
        put(SECOND, "c1", Map.of("/a", "1"));
        put(FIRST, "c2", Map.of("/b", "2"));

        Rotation rotation = new Rotation(transactions, new Vault(KeyRing.parse(SECOND + "," + FIRST)));

        assertThat(rotation.rotate()).isEqualTo(new Rotation.Result(1, 0));
        assertThat(rotation.rotate()).isEqualTo(new Rotation.Result(0, 0));
    }

    @Test
    void leavesWhatItCannotOpenAndDoesTheRest() {
        put(LOST, "c1", Map.of("/a", "1"));
        put(FIRST, "c2", Map.of("/b", "2", "/c", "3"));

        Rotation.Result result = new Rotation(transactions, new Vault(KeyRing.parse(SECOND + "," + FIRST))).rotate();

        assertThat(result).isEqualTo(new Rotation.Result(2, 1));
        assertThat(open(SECOND, "c2").readable()).hasSize(2);
        assertThat(open(LOST, "c1").readable()).containsEntry("/a", "1");
    }

    @Test
    void tellsWhatCannotBeOpenedBesideWhatCan() {
        put(LOST, "c1", Map.of("/a", "1"));
        put(FIRST, "c1", Map.of("/b", "2"));

        Secrets.Opened opened = open(FIRST, "c1");

        assertThat(opened.readable()).containsExactly(Map.entry("/b", "2"));
        assertThat(opened.unreadable()).containsOnlyKeys("/a");
        assertThat(opened.unreadable().get("/a")).contains("'lost'");
        assertThat(opened.toString()).doesNotContain("=2");
    }

    @Test
    void holdsNoPlainTextInItsTable() {
        put(FIRST, "c1", Map.of("/a", "planted-secret"));

        String all = transactions.call(connection -> {
            StringBuilder text = new StringBuilder();
            try (var rows = connection.createStatement().executeQuery("SELECT * FROM integrator_secret")) {
                while (rows.next()) {
                    for (int i = 1; i <= 4; i++) {
                        text.append(rows.getString(i)).append('\n');
                    }
                }
            }
            return text.toString();
        });

        assertThat(all).contains("first").doesNotContain("planted-secret");
    }
}
