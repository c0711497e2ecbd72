package dev.arbor.web;

import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies that are too large, before they are read where their length is told, otherwise while they are read. */
@Provider
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

    /** Ten million bytes: the largest real tree has a fiftieth of it. */
    public static final long LIMIT = 10_000_000;

    /** Files and packages come in requests of several parts; the server has a limit of its own. */
    private static final long UPLOAD_LIMIT = 1L << 40;

    private static final String MULTIPART = MediaType.MULTIPART_FORM_DATA;

    @Override
    public void filter(ContainerRequestContext request) {
        String told = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        long limit = isUpload(request) ? UPLOAD_LIMIT : LIMIT;
        if (told != null && tooLong(told, limit)) {
            throw refusal(limit);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }

    private static boolean isUpload(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.strip().regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())
                && (path.contains("submissions-multipart") || path.endsWith("/files") || path.endsWith("/handlers"));
    }

    private static boolean tooLong(String told, long limit) {
        try {
            return Long.parseLong(told.strip()) > limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What is said to a body that is larger. */
    public static Refusal refusal(long limit) {
        return Refusal.of(
                Refusal.Reason.TOO_LARGE,
                "body_too_large",
                "Expected at most " + limit + " bytes in the body of a request, but there are more.");
    }

    /** Counts what is read. */
    static final class Limited extends FilterInputStream {
        private final long limit;
        private long left;

        Limited(InputStream body, long limit) {
            super(body);
            this.limit = limit;
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
                throw refusal(limit);
            }
        }
    }
}
