package dev.arbor.integrator.http;

import dev.arbor.integrator.api.Executions.Relay;
import dev.arbor.integrator.kind.CallException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jboss.logging.Logger;

/** An answer that has begun: its status and headers are there, its body is still to be read, once. */
final class Answer implements AutoCloseable {

    private static final int BLOCK = 16 * 1024;
    private static final Logger LOG = Logger.getLogger(Answer.class);

    private final ClassicHttpResponse response;
    private final Call call;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean complete;

    Answer(ClassicHttpResponse response, Call call) {
        this.response = response;
        this.call = call;
        for (Header header : response.getHeaders()) {
            headers.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
    }

    int status() {
        return response.getCode();
    }

    /** By their names in lower case; several of one name are joined by commas. */
    Map<String, String> headers() {
        return headers;
    }

    /** Reads it whole and closes it. */
    Exchange read() throws CallException {
        int told = length();
        ByteArrayOutputStream body = new ByteArrayOutputStream(told >= 0 ? told : BLOCK);
        try (this) {
            copy(body);
        } catch (IOException | RuntimeException e) {
            throw call.failure(e);
        }
        return new Exchange(status(), headers, body.toByteArray());
    }

    /**
     * Reads how it begins and closes it. The status has said what there is to know: a body that breaks off, comes too
     * late or goes on for ever ends where it does.
     *
     * @param most bytes that are read
     */
    Exchange begin(int most) {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        try (this) {
            HttpEntity entity = response.getEntity();
            InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
            byte[] block = new byte[BLOCK];
            int read = 0;
            while (read >= 0 && begun.size() < most) {
                begun.write(block, 0, read);
                read = content.read(block, 0, Math.min(BLOCK, most - begun.size()));
            }
            complete = read < 0;
        } catch (IOException | RuntimeException e) {
            LOG.debugf("The rest of an answer is left out: %s", e.getMessage());
        }
        return new Exchange(status(), headers, begun.toByteArray());
    }

    /**
     * Passes it on and closes it. One that does not tell its length is read first: were it passed on at once and broke off,
     * nobody could tell that from its end.
     */
    void relay(Relay relay) throws CallException {
        Optional<String> type = Optional.ofNullable(headers.get("content-type"));
        try (this) {
            int length = length();
            if (length >= 0) {
                copy(new Onward(relay.begin(status(), type, length)));
            } else {
                byte[] body = read().body();
                new Onward(relay.begin(status(), type, body.length)).write(body);
            }
        } catch (IOException | RuntimeException e) {
            throw call.failure(e);
        }
    }

    /** As the other side told it; -1 when it did not. */
    private int length() throws CallException {
        HttpEntity entity = response.getEntity();
        long told = entity == null ? 0 : entity.getContentLength();
        if (told > call.limit()) {
            close();
            throw call.tooLarge();
        }
        return (int) told;
    }

    private void copy(OutputStream to) throws IOException, CallException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            complete = true;
            return;
        }
        byte[] block = new byte[BLOCK];
        long total = 0;
        for (int read = content.read(block); read >= 0; read = content.read(block)) {
            total += read;
            if (total > call.limit()) {
                throw call.tooLarge();
            }
            to.write(block, 0, read);
        }
        complete = true;
    }

    /** Reads what little there is of a body that nobody wants, so that its connection can be used again, and closes it. */
    void discard() throws CallException {
        HttpEntity entity = response.getEntity();
        try (this) {
            if (entity == null || entity.getContentLength() >= 0 && entity.getContentLength() <= BLOCK) {
                copy(OutputStream.nullOutputStream());
            }
        } catch (IOException | RuntimeException e) {
            throw call.failure(e);
        }
    }

    /** Gives up the connection of a body that was not read to its end: its rest may be as long as it likes. */
    @Override
    public void close() {
        call.end(response, complete);
    }

    /** To whom an answer is passed on; that they are gone is not the fault of the other side. */
    private static final class Onward extends OutputStream {
        private final OutputStream to;

        Onward(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int each) throws IOException {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] block, int from, int length) throws IOException {
            try {
                to.write(block, from, length);
                to.flush();
            } catch (IOException e) {
                throw new CallerGone(e);
            }
        }
    }

    /** The caller does not take the rest. */
    static final class CallerGone extends IOException {
        private static final long serialVersionUID = 1L;

        CallerGone(IOException cause) {
            super("Expected the caller to take the answer, but it is gone.", cause);
        }
    }
}
