package dev.arbor.integrator.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fe80::/10}. */
record AddressRange(byte[] network, int bits) {

    /** Reads a range or a single address; empty for anything else, such as a name. Nothing is resolved. */
    static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!isLiteral(address)) {
            return Optional.empty();
        }
        try {
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > network.length * 8
                    ? Optional.empty()
                    : Optional.of(new AddressRange(network, bits));
        } catch (UnknownHostException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Four numbers or something with colons: what is never looked up. */
    private static boolean isLiteral(String text) {
        return text.indexOf(':') >= 0 || text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((bytes[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
