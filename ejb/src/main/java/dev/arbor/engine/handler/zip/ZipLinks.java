package dev.arbor.engine.handler.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks for symbolic links in the directory of a zip. Java's own reader does not tell; it would write the target of a link
 * as a text file, which is no harm, and no handler that works either.
 */
final class ZipLinks {

    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int TYPE = 0xf000;
    private static final int LINK = 0xa000;

    private ZipLinks() {}

    /** The name of a link, if there is one in what Java has opened as a zip. */
    static Optional<String> first(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - END_SIZE;
        while (end >= 0 && end >= zip.length - END_SIZE - LONGEST_COMMENT && bytes.getInt(end) != END) {
            end--;
        }
        if (end < 0 || bytes.getInt(end) != END) {
            return Optional.empty();
        }
        long size = Integer.toUnsignedLong(bytes.getInt(end + 12));
        long at = end - size; // Zips may have something in front, so the directory is found from its end.
        while (at >= 0 && at + ENTRY_SIZE <= end && bytes.getInt((int) at) == ENTRY) {
            int place = (int) at;
            int name = Short.toUnsignedInt(bytes.getShort(place + 28));
            int madeBy = bytes.get(place + 5);
            int mode = bytes.getInt(place + 38) >>> 16;
            if (madeBy == UNIX && (mode & TYPE) == LINK && place + ENTRY_SIZE + name <= zip.length) {
                return Optional.of(new String(zip, place + ENTRY_SIZE, name, StandardCharsets.UTF_8));
            }
            at += ENTRY_SIZE
                    + name
                    + Short.toUnsignedInt(bytes.getShort(place + 30))
                    + Short.toUnsignedInt(bytes.getShort(place + 32));
        }
        return Optional.empty();
    }
}
