package dev.arbor.platform.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits. IPv4 addresses that are written as IPv6 ones ({@code ::ffff:10.0.0.1}) are IPv4
 * addresses.
 *
 * @param bits how many are the same
 */
record AddressRange(byte[] address, int bits) {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /** How many bits of an IPv6 address say that it is an IPv4 one. */
    private static final int MAPPED = 96;

    /** One address, or one with a prefix length ({@code 10.0.0.0/8}); empty for any other text. */
    static Optional<AddressRange> of(String text) {
        String[] parts = text.strip().split("/", -1);
        Optional<byte[]> address = bytes(parts[0]);
        if (address.isEmpty() || parts.length > 2) {
            return Optional.empty();
        }
        int all = address.get().length * Byte.SIZE;
        if (parts.length == 1) {
            return Optional.of(new AddressRange(address.get(), all));
        }
        if (!PREFIX.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        boolean mapped = all == 32 && parts[0].contains(":");
        int bits = Integer.parseInt(parts[1]) - (mapped ? MAPPED : 0);
        return bits < 0 || bits > all ? Optional.empty() : Optional.of(new AddressRange(address.get(), bits));
    }

    /** The bytes of an address, whatever interface it is said to belong to; empty for what is none, such as a name. */
    static Optional<byte[]> bytes(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        boolean isOne = literal.indexOf(':') >= 0
                ? IPV6.matcher(literal).matches()
                : IPV4.matcher(literal).matches();
        if (!isOne) {
            return Optional.empty();
        }
        try {
            // What looks like this is read and never looked up. Mapped addresses come out as IPv4.
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether an address is one of these. */
    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest);
        return Arrays.equals(address, 0, whole, other, 0, whole)
                && (rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0);
    }
}
