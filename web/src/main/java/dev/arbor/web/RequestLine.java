package dev.arbor.web;

import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;

/** Requests and what was said about them, as the log has them: on one line and not without end. */
public final class RequestLine {

    private static final int LONGEST = 500;

    private RequestLine() {}

    /** Method and path; never the query, which may hold a token. */
    public static String of(Request request, UriInfo uri) {
        return request.getMethod() + " " + of(uri.getPath());
    }

    /** A text on one line: nobody writes lines of their own into our log. */
    public static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
