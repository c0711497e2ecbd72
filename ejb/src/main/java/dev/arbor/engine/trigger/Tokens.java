package dev.arbor.engine.trigger;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes deferral tokens: forty lower-case hex characters that nobody can guess (engine spec 1.9, D7). */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    static String next() {
        byte[] bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
