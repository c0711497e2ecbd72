package dev.arbor.platform.people;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses that a user may come from, as they are written: IP addresses and subnets by commas. */
final class AllowedAddresses {

    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}", Pattern.MULTILINE);

    /** Nothing that a name server would be asked for. */
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private AllowedAddresses() {}

    /** What is wrong with a list, as part of a refusal; empty when nothing is. */
    static Optional<String> complaint(String list) {
        if (list.isBlank()) {
            return Optional.empty();
        }
        for (String each : list.split(",", -1)) {
            if (!isAddress(each.strip())) {
                return Optional.of(
                        "Allowed ips must be IP addresses and subnets by commas, but '" + each.strip() + "' is none");
            }
        }
        return Optional.empty();
    }

    private static boolean isAddress(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v4 = V4.matcher(address).matches();
        if (!v4 && !isV6(address)) {
            return false;
        }
        String bits = slash < 0 ? "0" : text.substring(slash + 1);
        return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= (v4 ? 32 : 128);
    }

    private static boolean isV6(String text) {
        if (!V6.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false; // That is the answer: it is not an address.
        }
    }
}
