package dev.arbor.web;

import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies that are too large, before they are read where their length is told, otherwise while they are read. */
@Provider
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

    /** Ten million bytes: the largest real tree has a fiftieth of it. */
    static final long LIMIT = 10_000_000;

    @Override
    public void filter(ContainerRequestContext request) {
        String told = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (told != null && tooLong(told)) {
            throw refusal();
        }
        request.setEntityStream(new Limited(request.getEntityStream(), LIMIT));
    }

    private static boolean tooLong(String told) {
        try {
            return Long.parseLong(told.strip()) > LIMIT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static Refusal refusal() {
        return Refusal.of(
                Refusal.Reason.TOO_LARGE,
                "body_too_large",
                "Expected at most " + LIMIT + " bytes in the body of a request, but there are more.");
    }

    /** Counts what is read. */
    static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream body, long limit) {
            super(body);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(long read) {
            left -= read;
            if (left < 0) {
                throw refusal();
            }
        }
    }
}
