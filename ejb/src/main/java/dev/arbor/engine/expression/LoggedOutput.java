package dev.arbor.engine.expression;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Where {@code puts} and warnings of expressions go: one line of the log for each line that was written. */
final class LoggedOutput extends PrintStream {

    private static final Logger LOG = Logger.getLogger(LoggedOutput.class);
    private static final int LONGEST_LINE = 8192;

    LoggedOutput(String name) {
        super(new Lines(name), true, StandardCharsets.UTF_8);
    }

    private static final class Lines extends OutputStream {

        private final String name;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(String name) {
            this.name = name;
        }

        @Override
        public synchronized void write(int value) {
            if (value == '\n' || line.size() >= LONGEST_LINE) {
                LOG.infof("Expression wrote to %s: %s", name, line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
            if (value != '\n') {
                line.write(value);
            }
        }
    }
}
