package dev.arbor.integrator.mssql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of {@code sp_executesql}, as drivers perform statements with parameters (MS-TDS 2.2.6.6).
 *
 * @param statement with {@code @P0} and so on
 * @param types of the parameters, as a declaration
 * @param values as text; null where there is none
 */
record TdsCall(String statement, String types, List<String> values) {

    private static final int EXECUTE_SQL = 10;
    private static final int NVARCHAR = 0xe7;
    private static final int INTEGER = 0x26;
    private static final int BIT = 0x68;
    private static final int DECIMAL = 0x6c;

    static TdsCall read(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.getInt(0));
        if (in.getShort() != -1 || in.getShort() != EXECUTE_SQL) {
            throw new IllegalArgumentException("Expected a call of sp_executesql, but it is another one.");
        }
        in.getShort();
        List<String> all = new ArrayList<>();
        while (in.hasRemaining()) {
            int name = 2 * (in.get() & 0xff);
            in.position(in.position() + name);
            in.get();
            all.add(value(in));
        }
        return new TdsCall(
                all.get(0), all.size() > 1 ? all.get(1) : "", all.size() > 2 ? all.subList(2, all.size()) : List.of());
    }

    private static String value(ByteBuffer in) {
        int type = in.get() & 0xff;
        switch (type) {
            case NVARCHAR -> {
                int largest = in.getShort() & 0xffff;
                in.position(in.position() + 5);
                return largest == 0xffff ? parts(in) : text(in, in.getShort() & 0xffff);
            }
            case INTEGER, BIT -> {
                in.get();
                return integer(in, in.get());
            }
            case DECIMAL -> {
                in.get();
                in.get();
                int scale = in.get();
                int length = in.get();
                return length == 0 ? null : (in.get() == 0 ? "-" : "") + integer(in, length - 1) + "e-" + scale;
            }
            default -> throw new IllegalArgumentException("Expected a type that is known here, but got " + type);
        }
    }

    private static String text(ByteBuffer in, int length) {
        if (length == 0xffff) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_16LE);
    }

    private static String parts(ByteBuffer in) {
        if (in.getLong() == -1) {
            return null;
        }
        StringBuilder whole = new StringBuilder();
        for (int length = in.getInt(); length != 0; length = in.getInt()) {
            whole.append(text(in, length));
        }
        return whole.toString();
    }

    private static String integer(ByteBuffer in, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (in.get() & 0xffL) << (8 * i);
        }
        return length == 0 ? null : String.valueOf(value);
    }
}
