package dev.arbor.integrator.http;

import dev.arbor.integrator.egress.Egress;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpEntity;

/** A request on its way: what an operation makes, what credentials add, what a redirect changes. */
final class Outgoing {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final int SEE_OTHER = 303;

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> query = new LinkedHashMap<>();
    private String method;
    private URI uri;
    private Supplier<HttpEntity> body = () -> null;

    Outgoing(String method, URI uri) {
        this.method = method;
        this.uri = uri;
    }

    /** A copy: credentials that were refused are not sent twice. */
    Outgoing copy() {
        Outgoing copy = new Outgoing(method, uri);
        copy.headers.putAll(headers);
        copy.query.putAll(query);
        copy.body = body;
        return copy;
    }

    /**
     * Sets a header over one of the same name.
     *
     * @throws CallException when the name is none, or the value has line ends or other controls: they would begin
     *     headers of their own
     */
    void header(String name, List<String> values) throws CallException {
        if (!NAME.matcher(name).matches()) {
            throw new CallException(
                    Reason.INVALID_REQUEST, "Expected the name of a header, but got '" + printable(name) + "'.");
        }
        for (String value : values) {
            if (hasControls(value)) {
                throw new CallException(
                        Reason.INVALID_REQUEST,
                        "Expected the header '" + name
                                + "' to be one line, but its value has line ends or other controls.");
            }
        }
        headers.put(name, List.copyOf(values));
    }

    /** Whether a text has line ends or other controls. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f);
    }

    boolean hasHeader(String name) {
        return headers.containsKey(name);
    }

    /** Adds to the query as it is, without any encoding. */
    void query(String name, String value) {
        query.put(name, value);
    }

    void body(Supplier<HttpEntity> entity) {
        this.body = entity;
    }

    /**
     * Goes on where a redirect leads; what signs in stays behind when the host is another one. The method changes as it
     * does in browsers: 303 asks for what is there, 301 and 302 make a GET of a POST.
     *
     * @return whether the host is another one
     */
    boolean redirect(URI target, int status) {
        boolean elsewhere = !(uri.getScheme().equalsIgnoreCase(target.getScheme())
                && uri.getHost().equalsIgnoreCase(target.getHost())
                && Egress.port(uri) == Egress.port(target));
        boolean asGet = status == SEE_OTHER || method.equals("POST") && (status == 301 || status == 302);
        if (elsewhere) {
            headers.keySet().removeIf(name -> !List.of("accept", "content-type", "accept-language", "user-agent")
                    .contains(name.toLowerCase(Locale.ROOT)));
        }
        query.clear();
        uri = target;
        if (asGet) {
            method = "GET";
            body = () -> null;
            headers.remove("Content-Type");
        }
        return elsewhere;
    }

    String method() {
        return method;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    HttpEntity entity() {
        return body.get();
    }

    URI uri() {
        if (query.isEmpty()) {
            return uri;
        }
        StringBuilder text = new StringBuilder(uri.toString());
        query.forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        return URI.create(text.toString());
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
