package dev.arbor.core.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntUnaryOperator;

/**
 * What a task counts while it waits: arrivals at a join, iterations of a loop, connectors that nobody could judge yet.
 * Bits, so that the same thing arriving twice counts once, and one row says it all, so that nothing is recounted.
 * Immutable.
 */
public final class Gate {

    /** Counts nothing. */
    public static final Gate NONE = new Gate(Bits.EMPTY, 0, Bits.EMPTY, Bits.EMPTY, Bits.EMPTY);

    private final Bits arrivals;
    private final int iterations;
    private final Bits reached;
    private final Bits done;
    private final Bits undecided;

    private Gate(Bits arrivals, int iterations, Bits reached, Bits done, Bits undecided) {
        this.arrivals = arrivals;
        this.iterations = iterations;
        this.reached = reached;
        this.done = done;
        this.undecided = undecided;
    }

    /** The gate of a loop head that has just opened its iterations. */
    public static Gate loop(int iterations) {
        return new Gate(Bits.EMPTY, iterations, Bits.EMPTY, Bits.EMPTY, Bits.EMPTY);
    }

    /** With an arrival over an incoming connector. */
    public Gate arrive(int connector) {
        return new Gate(arrivals.with(connector), iterations, reached, done, undecided);
    }

    /** With an iteration that reached the loop's tail. */
    public Gate reach(int iteration) {
        return new Gate(arrivals, iterations, reached.with(iteration), done, undecided);
    }

    /** With an iteration in which nothing can reach the loop's tail any more. */
    public Gate finish(int iteration) {
        return new Gate(arrivals, iterations, reached, done.with(iteration), undecided);
    }

    /** With an outgoing connector whose condition failed. */
    public Gate doubt(int connector) {
        return new Gate(arrivals, iterations, reached, done, undecided.with(connector));
    }

    /** With an outgoing connector that a person has decided. */
    public Gate decide(int connector) {
        return new Gate(arrivals, iterations, reached, done, undecided.without(connector));
    }

    /**
     * The same counts where connectors have other places, as in another version of a tree.
     *
     * @param incoming the new place of an incoming connector; negative when it is gone, and its arrival with it
     * @param outgoing the new place of an outgoing connector; negative when it is gone, and nobody needs to decide it
     */
    public Gate renumber(IntUnaryOperator incoming, IntUnaryOperator outgoing) {
        return new Gate(arrivals.map(incoming), iterations, reached, done, undecided.map(outgoing));
    }

    /** How many different incoming connectors have arrived. */
    public int arrived() {
        return arrivals.cardinality();
    }

    /** How many iterations the loop has. */
    public int iterations() {
        return iterations;
    }

    /** Whether a number is that of an iteration of the loop. */
    public boolean counts(int iteration) {
        return iteration >= 0 && iteration < iterations;
    }

    /** How many iterations have reached the tail. */
    public int reached() {
        return reached.cardinality();
    }

    /** Whether an iteration has reached the tail. */
    public boolean hasReached(int iteration) {
        return reached.get(iteration);
    }

    /** Whether an iteration is done. */
    public boolean hasFinished(int iteration) {
        return done.get(iteration);
    }

    /** Whether every iteration is done. */
    public boolean allDone() {
        return done.cardinality() >= iterations;
    }

    /** Whether an outgoing connector is undecided. */
    public boolean doubts(int connector) {
        return undecided.get(connector);
    }

    /** Whether a closed task with this gate still keeps others waiting. */
    public boolean open() {
        return !allDone() || !undecided.isEmpty();
    }

    /** The stored form; empty for a gate that counts nothing. */
    public byte[] bytes() {
        if (arrivals.isEmpty() && iterations == 0 && undecided.isEmpty()) {
            return new byte[0];
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(iterations);
            for (Bits bits : new Bits[] {arrivals, reached, done, undecided}) {
                byte[] part = bits.bytes();
                out.writeInt(part.length);
                out.write(part);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the stored form. */
    public static Gate of(byte[] stored) {
        if (stored == null || stored.length == 0) {
            return NONE;
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
            int iterations = in.readInt();
            Bits[] parts = new Bits[4];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Bits.of(in.readNBytes(in.readInt()));
            }
            return new Gate(parts[0], iterations, parts[1], parts[2], parts[3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
