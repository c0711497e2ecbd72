package dev.arbor.integrator.http;

import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import dev.arbor.integrator.template.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Joins a base URL and a rendered path (integrator spec 2.3). A path leads below its base and nowhere else. */
final class Urls {

    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+://");
    private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLASH = Pattern.compile("%2f|%5c", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");
    private static final String KEPT = "-._~!$&'()*+,;=:@/?";

    private Urls() {}

    /** An address that somebody else put together, as it is. */
    static URI address(String url) throws CallException {
        try {
            URI uri = new URI(url);
            if (isWeb(uri) && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Whatever is malformed is as little an address as anything else that is none.
        }
        throw new CallException(
                Reason.INVALID_REQUEST,
                "Expected an http or https URL with a host, without a user and without a fragment, but it is none.");
    }

    /**
     * The URL of a request.
     *
     * @param base as the connection has it
     * @param path as it was rendered; may hold a query
     * @param params keys and values, not yet encoded
     */
    static URI join(String base, String path, Iterable<Map.Entry<String, String>> params) throws CallException {
        URI root = base(base);
        check(path);
        String before = base.indexOf('?') < 0 ? base : base.substring(0, base.indexOf('?'));
        StringBuilder url = new StringBuilder(before);
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        if (!plain.isEmpty()) {
            while (url.length() > 0 && url.charAt(url.length() - 1) == '/') {
                url.setLength(url.length() - 1);
            }
            url.append('/').append(legal(plain.startsWith("/") ? plain.substring(1) : plain));
        }
        char separator = '?';
        if (root.getRawQuery() != null) {
            url.append(separator).append(root.getRawQuery());
            separator = '&';
        }
        if (question >= 0 && question + 1 < path.length()) {
            url.append(separator).append(legal(path.substring(question + 1)));
            separator = '&';
        }
        for (Map.Entry<String, String> each : params) {
            url.append(separator)
                    .append(Place.percentEncoded(each.getKey()))
                    .append('=')
                    .append(Place.percentEncoded(each.getValue()));
            separator = '&';
        }
        return uri(url.toString());
    }

    /** A base URL: http or https, with a host, without a user. */
    static URI base(String text) throws CallException {
        URI uri = uri(text);
        if (!isWeb(uri) || uri.getRawFragment() != null) {
            throw new CallException(
                    Reason.INVALID_CONNECTION,
                    "Expected an http or https URL with a host, without a user and without a fragment, but the"
                            + " connection's is none.");
        }
        return uri;
    }

    /** Where a redirect may lead: the same, with a fragment if it likes. */
    static void redirected(String text) throws CallException {
        if (!isWeb(uri(text))) {
            throw new CallException(
                    Reason.INVALID_REQUEST,
                    "Expected a redirect to an http or https URL with a host and without a user, but it is none.");
        }
    }

    /** Whether it is http or https, with a host, without a user. */
    static boolean isWeb(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() <= 65_535;
    }

    private static URI uri(String text) throws CallException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new CallException(
                    Reason.INVALID_REQUEST, "Expected a URL, but it is malformed: " + e.getReason() + ".");
        }
    }

    private static void check(String path) throws CallException {
        if (path.startsWith("//") || ABSOLUTE.matcher(path).lookingAt()) {
            throw refused("leads to a host of its own");
        }
        if (path.indexOf('\\') >= 0 || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw refused("has backslashes or control characters");
        }
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        if (plain.indexOf('.') < 0 && plain.indexOf('%') < 0) {
            return;
        }
        // Encoded or not: many servers decode before they look at the segments.
        String decoded = SLASH.matcher(DOT.matcher(plain).replaceAll(".")).replaceAll("/");
        for (String segment : decoded.split("/")) {
            if (DOTS.matcher(segment).matches()) {
                throw refused("has segments of dots");
            }
        }
    }

    private static CallException refused(String why) {
        return new CallException(
                Reason.INVALID_REQUEST, "Expected a path below the connection's URL, but it " + why + ".");
    }

    /** Encodes what may not stand in a URL; what is encoded already stays. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            if (c == '%'
                    && i + 3 <= text.length()
                    && ESCAPED.matcher(text.substring(i, i + 3)).matches()) {
                legal.append('%');
            } else if (c < 128 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
                legal.append((char) c);
            } else {
                legal.append(Place.percentEncoded(text.substring(i, i + length)));
            }
            i += length;
        }
        return legal.toString();
    }
}
