package dev.arbor.integrator.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges addresses at the moment of connecting. Loopback, private, link-local (where clouds keep their metadata) and
 * other special ranges are denied, unless an administrator allows them by name, address or range.
 */
public final class Egress {

    private static final List<AddressRange> DENIED = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Tunnels, and names for what is elsewhere: they have an address of the other version within.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All of IPv6 that is handed out to the public; what is outside of it is special, whatever it will be. */
    private static final List<AddressRange> PUBLIC = ranges("2000::/3");

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> AddressRange.of(text).orElseThrow()).toList();
    }

    private static final Pattern NUMBERS =
            Pattern.compile("(0x[0-9a-f]*+|\\d++)(\\.(0x[0-9a-f]*+|\\d++))*+\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private final Set<String> allowedNames = new HashSet<>();
    private final List<AddressRange> allowedRanges = new ArrayList<>();
    private final Resolver resolver;
    private final Optional<String> origin;

    /** How names become addresses. */
    @FunctionalInterface
    public interface Resolver {

        /** All addresses of a name. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Rules.
     *
     * @param allow comma-separated names, addresses and ranges that are allowed though special; may be empty
     * @param origin the server's own, as in {@code http://localhost:8080}; this port of this host is always allowed
     * @param resolver asked once for each connection
     */
    public Egress(String allow, Optional<URI> origin, Resolver resolver) {
        Stream.of(allow.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> {
                    Optional<AddressRange> range = AddressRange.of(bare(entry));
                    range.ifPresentOrElse(allowedRanges::add, () -> allowedNames.add(name(entry)));
                });
        this.origin = origin.map(uri -> name(uri.getHost()) + ":" + port(uri));
        this.resolver = resolver;
    }

    /** The port of a URI, told or by its scheme. */
    public static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /**
     * The addresses that a connection may be opened to, in the order of the resolver.
     *
     * @throws EgressDeniedException when there are addresses and none is allowed
     * @throws UnknownHostException when the name has no address
     */
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        String bare = bare(host);
        if (NUMBERS.matcher(bare).matches() && !DOTTED.matcher(bare).matches()) {
            throw new EgressDeniedException("Expected '" + host
                    + "' to be a name or an address of four plain numbers; octal, hexadecimal and shortened ones mean"
                    + " different things to different systems.");
        }
        InetAddress[] all = resolver.resolve(bare);
        boolean named = allowedNames.contains(name(bare))
                || origin.filter((name(bare) + ":" + port)::equals).isPresent();
        List<InetAddress> allowed =
                Stream.of(all).filter(address -> named || isAllowed(address)).toList();
        if (allowed.isEmpty()) {
            throw new EgressDeniedException("Expected '" + host
                    + "' to be a public or an allowed address, but it is not; an administrator may allow it with"
                    + " ARBOR_EGRESS_ALLOW.");
        }
        return allowed;
    }

    private boolean isAllowed(InetAddress address) {
        return contains(allowedRanges, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || contains(PUBLIC, address)) && !contains(DENIED, address);
    }

    private static boolean contains(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
