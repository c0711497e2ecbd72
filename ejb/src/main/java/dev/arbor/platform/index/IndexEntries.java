package dev.arbor.platform.index;

import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.row.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** The entries of submissions. What a submission has is computed from its values, before a change and after. */
public final class IndexEntries {

    /** A field with many values has an entry for each; of more combinations than this, only the first are found. */
    private static final int MOST_COMBINATIONS = 100;

    private IndexEntries() {}

    /** An entry of a submission. */
    public record IndexEntry(long path, String key) {}

    /**
     * The entries of a submission.
     *
     * @param values the values of a part, for a path; none where there is no value
     */
    public static Set<IndexEntry> of(List<IndexPath> paths, BiFunction<IndexPath, String, List<String>> values) {
        Set<IndexEntry> entries = new LinkedHashSet<>();
        for (IndexPath path : paths) {
            for (List<String> combination : combinations(path, values)) {
                entries.add(new IndexEntry(
                        path.number(), EntryKey.of(combination, path.parts().size())));
            }
        }
        return entries;
    }

    private static List<List<String>> combinations(IndexPath path, BiFunction<IndexPath, String, List<String>> values) {
        List<List<String>> all = new ArrayList<>(List.of(new ArrayList<>()));
        for (String part : path.parts()) {
            List<String> found = values.apply(path, part);
            List<String> each = new ArrayList<>(found);
            if (each.isEmpty()) {
                each.add(null);
            }
            List<List<String>> longer = new ArrayList<>();
            for (List<String> before : all) {
                for (String value : each) {
                    if (longer.size() < MOST_COMBINATIONS) {
                        List<String> one = new ArrayList<>(before);
                        one.add(value);
                        longer.add(one);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    /** Brings the entries of a submission from what they were to what they are. */
    public static void change(
            Connection connection, UUID submission, Instant createdAt, Set<IndexEntry> before, Set<IndexEntry> after)
            throws SQLException {
        List<Object[]> gone = new ArrayList<>();
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> gone.add(new Object[] {each.path, each.key, createdAt, submission}));
        Rows.batch(
                connection,
                "DELETE FROM submission_index WHERE path = ? AND entry_key = ? AND created_at = ?"
                        + " AND submission_id = ?",
                gone);
        List<Object[]> fresh = new ArrayList<>();
        after.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> fresh.add(new Object[] {each.path, each.key, createdAt, submission}));
        Rows.insert(
                connection,
                "INSERT INTO submission_index (path, entry_key, created_at, submission_id)",
                "ON CONFLICT DO NOTHING",
                fresh);
    }

    /**
     * Keeps the values of unique definitions apart.
     *
     * @throws PlatformRefusal when another submission has the same
     */
    public static void claim(
            Connection connection,
            UUID submission,
            List<IndexPath> paths,
            BiFunction<IndexPath, String, List<String>> values)
            throws SQLException {
        for (IndexPath path : paths) {
            if (path.unique()) {
                Rows.change(
                        connection,
                        "DELETE FROM submission_unique WHERE path = ? AND submission_id = ?",
                        path.number(),
                        submission);
                claim(connection, submission, path, values);
            }
        }
    }

    /** Where a part has no value, nothing is the same. */
    private static void claim(
            Connection connection, UUID submission, IndexPath path, BiFunction<IndexPath, String, List<String>> values)
            throws SQLException {
        List<String> all = new ArrayList<>();
        for (String part : path.parts()) {
            List<String> found = values.apply(path, part);
            if (found.isEmpty()) {
                return;
            }
            all.add(String.join("\u0000", found));
        }
        try {
            Rows.change(
                    connection,
                    "INSERT INTO submission_unique (path, key_hash, submission_id) VALUES (?, ?, ?)",
                    path.number(),
                    hash(all),
                    submission);
        } catch (SQLException e) {
            if (Rows.isDuplicate(e)) {
                throw PlatformRefusal.invalid(
                        "uniqueness_violation",
                        "A submission with the same " + String.join(", ", path.parts()) + " already exists.");
            }
            throw e;
        }
    }

    private static String hash(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) ':');
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected the JDK to compute SHA-256, but it cannot.", e);
        }
    }
}
