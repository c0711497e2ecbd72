package dev.arbor.core.run;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A set of small numbers that never changes. Adding to it makes a new set that shares all but one short path with the old
 * one, so that counting the arrivals of a loop of a million items, one after another, costs each of them the same.
 */
final class Bits {

    static final Bits EMPTY = new Bits(null, 0, 0);

    private static final int LEAF_SHIFT = 6;
    private static final int FAN_SHIFT = 5;
    private static final int FAN = 1 << FAN_SHIFT;

    /** A {@code Long} at the bottom, arrays of {@link #FAN} above it; null where nothing is. */
    private final Object root;

    private final int levels;
    private final int cardinality;

    private Bits(Object root, int levels, int cardinality) {
        this.root = root;
        this.levels = levels;
        this.cardinality = cardinality;
    }

    boolean get(int bit) {
        if (bit < 0 || bit >= capacity()) {
            return false;
        }
        Object node = root;
        for (int level = levels; level > 0 && node != null; level--) {
            node = ((Object[]) node)[slot(bit, level)];
        }
        return node != null && ((Long) node & 1L << bit) != 0;
    }

    /** With a number; the same set when it is in it already. */
    Bits with(int bit) {
        if (bit < 0) {
            throw new IndexOutOfBoundsException("Expected a number that is not negative, but it was " + bit + ".");
        }
        if (get(bit)) {
            return this;
        }
        Object top = root;
        int height = levels;
        while (bit >= capacity(height)) {
            Object[] above = new Object[FAN];
            above[0] = top;
            top = above;
            height++;
        }
        return new Bits(flip(top, height, bit), height, cardinality + 1);
    }

    /** Without a number; the same set when it is not in it. */
    Bits without(int bit) {
        return get(bit) ? new Bits(flip(root, levels, bit), levels, cardinality - 1) : this;
    }

    /** The numbers that a function makes of these, negative ones left out. */
    Bits map(IntUnaryOperator function) {
        Bits mapped = EMPTY;
        int left = cardinality;
        for (int bit = 0; left > 0; bit++) {
            if (get(bit)) {
                left--;
                int to = function.applyAsInt(bit);
                mapped = to < 0 ? mapped : mapped.with(to);
            }
        }
        return mapped;
    }

    int cardinality() {
        return cardinality;
    }

    boolean isEmpty() {
        return cardinality == 0;
    }

    /** Little-endian, without trailing zeros, as {@link java.util.BitSet#toByteArray()} has it. */
    byte[] bytes() {
        byte[] bytes = new byte[16];
        int used = 0;
        for (int word = 0; (long) word << LEAF_SHIFT < capacity() && root != null; word++) {
            long value = word(word);
            for (int i = 0; value != 0; i++, value >>>= 8) {
                int at = word * Long.BYTES + i;
                if ((byte) value != 0) {
                    bytes = at < bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(at + 1, bytes.length * 2));
                    bytes[at] = (byte) value;
                    used = at + 1;
                }
            }
        }
        return Arrays.copyOf(bytes, used);
    }

    static Bits of(byte[] bytes) {
        int words = (bytes.length + Long.BYTES - 1) / Long.BYTES;
        Object[] nodes = new Object[Math.max(words, 1)];
        int cardinality = 0;
        for (int word = 0; word < words; word++) {
            long value = 0;
            for (int i = 0; i < Long.BYTES && word * Long.BYTES + i < bytes.length; i++) {
                value |= (bytes[word * Long.BYTES + i] & 0xFFL) << 8 * i;
            }
            nodes[word] = value == 0 ? null : value;
            cardinality += Long.bitCount(value);
        }
        int levels = 0;
        while (nodes.length > 1) {
            Object[] above = new Object[(nodes.length + FAN - 1) / FAN];
            for (int i = 0; i < above.length; i++) {
                above[i] =
                        Arrays.copyOf(Arrays.copyOfRange(nodes, i * FAN, Math.min(nodes.length, (i + 1) * FAN)), FAN);
            }
            nodes = above;
            levels++;
        }
        return cardinality == 0 ? EMPTY : new Bits(nodes[0], levels, cardinality);
    }

    private long word(int word) {
        Object node = root;
        for (int level = levels; level > 0 && node != null; level--) {
            node = ((Object[]) node)[slot(word << LEAF_SHIFT, level)];
        }
        return node == null ? 0 : (Long) node;
    }

    private static Object flip(Object node, int level, int bit) {
        if (level == 0) {
            return (node == null ? 0L : (Long) node) ^ 1L << bit;
        }
        Object[] copy = node == null ? new Object[FAN] : ((Object[]) node).clone();
        int slot = slot(bit, level);
        copy[slot] = flip(copy[slot], level - 1, bit);
        return copy;
    }

    private long capacity() {
        return root == null ? 0 : capacity(levels);
    }

    private static long capacity(int levels) {
        return 1L << LEAF_SHIFT + FAN_SHIFT * levels;
    }

    private static int slot(int bit, int level) {
        return bit >>> LEAF_SHIFT + FAN_SHIFT * (level - 1) & FAN - 1;
    }
}
