package dev.arbor.integrator.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges addresses at the moment of connecting. Loopback, private, link-local (where clouds keep their metadata) and
 * other special ranges are denied, unless an administrator allows them by name, address or range.
 */
public final class Egress {

    private static final List<AddressRange> DENIED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    // Others within: IPv4-compatible, translated, tunnelled.
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2002::/16",
                    "2001::/32",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(range -> AddressRange.of(range).orElseThrow())
            .toList();

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
        return allowedRanges.stream().anyMatch(range -> range.contains(address))
                || DENIED.stream().noneMatch(range -> range.contains(address));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
