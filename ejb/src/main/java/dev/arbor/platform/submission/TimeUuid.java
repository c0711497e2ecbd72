package dev.arbor.platform.submission;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 1, which have their time in them. The node is random for each, so that the last six digits of an id
 * can serve as a handle.
 */
final class TimeUuid {

    /** From 1582 to 1970, in steps of 100 nanoseconds. */
    private static final long EPOCH = 0x01B21DD213814000L;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private TimeUuid() {}

    /** One of a moment. */
    static UUID at(Instant moment) {
        long wanted = moment.getEpochSecond() * 10_000_000L + moment.getNano() / 100 + EPOCH;
        long time = LAST.accumulateAndGet(wanted, (last, next) -> Math.abs(next - last) < 10_000 ? last + 1 : next);
        long high = (time & 0xFFFFFFFFL) << 32 | (time >>> 32 & 0xFFFFL) << 16 | 0x1000L | (time >>> 48 & 0xFFFL);
        long random = RANDOM.nextLong();
        // Variant 2, and the bit that says that the node is no address of a machine.
        long low = random & 0x3FFFFFFFFFFFFFFFL | 0x8000010000000000L;
        return new UUID(high, low);
    }

    /** The last six digits of an id. */
    static String handle(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 6).toUpperCase(java.util.Locale.ROOT);
    }
}
