package dev.arbor.integrator.mssql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a server answers, as tokens (MS-TDS 2.2.7). */
final class TdsTokens {

    private static final byte[] COLLATION = {0x09, 0x04, (byte) 0xd0, 0x00, 0x34};
    private static final int MORE = 0x01;
    private static final int ERROR = 0x02;
    private static final int COUNT = 0x10;
    private static final int ATTENTION = 0x20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TdsTokens number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >> (8 * i)));
        }
        return this;
    }

    private TdsTokens raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private TdsTokens text(String text, int lengthBytes) {
        return number(text.length(), lengthBytes).raw(text.getBytes(StandardCharsets.UTF_16LE));
    }

    /** Welcome. */
    TdsTokens signedIn() {
        number(0xe3, 1).number(8, 2).number(7, 1).number(5, 1).raw(COLLATION).number(0, 1);
        TdsTokens ack = new TdsTokens()
                .number(1, 1)
                .raw(new byte[] {0x74, 0, 0, 4})
                .text("Microsoft SQL Server", 1)
                .raw(new byte[] {16, 0, 4, 0});
        number(0xad, 1).number(ack.out.size(), 2).raw(ack.bytes());
        return done(0xfd, 0, 0);
    }

    /** Go to another server. */
    TdsTokens elsewhere(String host, int port) {
        TdsTokens route = new TdsTokens().number(0, 1).number(port, 2).text(host, 2);
        TdsTokens change = new TdsTokens()
                .number(20, 1)
                .number(route.out.size(), 2)
                .raw(route.bytes())
                .number(0, 2);
        return number(0xe3, 1).number(change.out.size(), 2).raw(change.bytes());
    }

    /** A refusal. */
    TdsTokens refusal(int number, String message) {
        TdsTokens error = new TdsTokens()
                .number(number, 4)
                .number(1, 1)
                .number(14, 1)
                .text(message, 2)
                .text("test", 1)
                .text("", 1)
                .number(1, 4);
        number(0xaa, 1).number(error.out.size(), 2).raw(error.bytes());
        return done(0xfd, ERROR, 0);
    }

    /** Some rows of one column {@code x} that all have the same text in it. */
    TdsTokens rows(String value, int count, boolean ofCall) {
        number(0x81, 1).number(1, 2).number(0, 4).number(9, 2);
        number(0xe7, 1).number(0xffff, 2).raw(COLLATION).text("x", 1);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
        for (int i = 0; i < count; i++) {
            number(0xd1, 1).number(bytes.length, 8).number(bytes.length, 4).raw(bytes);
            if (bytes.length > 0) {
                number(0, 4);
            }
        }
        if (!ofCall) {
            return done(0xfd, COUNT, count);
        }
        done(0xff, COUNT | MORE, count);
        number(0x79, 1).number(0, 4);
        return done(0xfe, 0, 0);
    }

    /** Nothing to show. */
    TdsTokens nothing() {
        return done(0xfd, 0, 0);
    }

    /** Stopped, as was asked. */
    TdsTokens stopped() {
        return done(0xfd, ATTENTION, 0);
    }

    private TdsTokens done(int token, int status, int count) {
        return number(token, 1).number(status, 2).number(0xc1, 2).number(count, 8);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
