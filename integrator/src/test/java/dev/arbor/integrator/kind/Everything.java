package dev.arbor.integrator.kind;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Whatever could end up where a person reads it: log lines, but for the traces of single bytes, failures with all their causes. */
final class Everything extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuffer text = new StringBuffer();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Level before = ROOT.getLevel();

    Everything() {
        ROOT.setLevel(Level.FINE);
        ROOT.addHandler(this);
        setLevel(Level.FINE);
    }

    void add(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        text.append(trace);
    }

    void add(Object shown) {
        text.append(shown).append('\n');
    }

    @Override
    public void publish(LogRecord line) {
        text.append(formatter.format(line));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        ROOT.setLevel(before);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
