package dev.arbor.engine.handler.store;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Packages by their checksum, in pieces that any database takes. */
final class PackageTable {

    private static final int PIECE = 256 * 1024;

    private PackageTable() {}

    static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected Java to know SHA-256.", e);
        }
    }

    static void insert(Connection connection, String checksum, byte[] content) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO handler_package (checksum, part, content) VALUES (?, ?, ?)")) {
            for (int part = 0; part * PIECE < content.length; part++) {
                insert.setString(1, checksum);
                insert.setInt(2, part);
                insert.setBytes(
                        3, Arrays.copyOfRange(content, part * PIECE, Math.min(content.length, (part + 1) * PIECE)));
                insert.executeUpdate();
            }
        }
    }

    static void delete(Connection connection, String checksum) throws SQLException {
        HandlerTable.change(connection, "DELETE FROM handler_package WHERE checksum = ?", checksum);
    }

    /** Empty when it is not there any more. */
    static Optional<byte[]> read(Connection connection, String checksum) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT content FROM handler_package WHERE checksum = ? ORDER BY part")) {
            query.setString(1, checksum);
            try (ResultSet row = query.executeQuery()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                while (row.next()) {
                    content.writeBytes(row.getBytes(1));
                }
                return content.size() == 0 ? Optional.empty() : Optional.of(content.toByteArray());
            }
        }
    }
}
