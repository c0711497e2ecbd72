package dev.arbor.engine.ruby;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * Where {@code puts} of handlers goes: a line of the log for each line, with the name of the handler, up to a bound for
 * each execution. Threads that a handler starts count as it does.
 */
final class HandlerOutput extends OutputStream {

    /** Of one execution; more is counted and left out. */
    static final int MOST_LINES = 500;

    private static final Logger LOG = Logger.getLogger(HandlerOutput.class);
    private static final int LONGEST_LINE = 8192;
    private static final InheritableThreadLocal<Lines> CURRENT = new InheritableThreadLocal<>();

    /** A stream that knows who writes to it by the thread. */
    static PrintStream stream() {
        return new PrintStream(new HandlerOutput(), true, StandardCharsets.UTF_8);
    }

    /** What this thread writes from now on is this handler's. */
    static void begin(String handler) {
        CURRENT.set(new Lines(handler));
    }

    /** Writes what is left. */
    static void end() {
        Lines lines = CURRENT.get();
        CURRENT.remove();
        if (lines != null) {
            lines.end();
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        Lines lines = CURRENT.get();
        (lines == null ? Lines.NOBODY : lines).write(bytes, from, count);
    }

    private static final class Lines {

        static final Lines NOBODY = new Lines("a handler");

        private final String handler;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long written;

        Lines(String handler) {
            this.handler = handler;
        }

        synchronized void write(byte[] bytes, int from, int count) {
            for (int i = from; i < from + count; i++) {
                if (bytes[i] == '\n' || line.size() >= LONGEST_LINE) {
                    tell();
                }
                if (bytes[i] != '\n') {
                    line.write(bytes[i]);
                }
            }
        }

        private void tell() {
            written++;
            if (written <= MOST_LINES || this == NOBODY) {
                LOG.infof("Handler %s wrote: %s", handler, line.toString(StandardCharsets.UTF_8));
            }
            line.reset();
        }

        synchronized void end() {
            if (line.size() > 0) {
                tell();
            }
            if (written > MOST_LINES) {
                LOG.warnf("Handler %s wrote %d more lines, which are left out.", handler, written - MOST_LINES);
            }
        }
    }
}
