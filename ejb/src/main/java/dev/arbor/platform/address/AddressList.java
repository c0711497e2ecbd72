package dev.arbor.platform.address;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Addresses and ranges that somebody may come from. What cannot be read as one is nobody's address. */
public final class AddressList {

    private final List<AddressRange> ranges;

    private AddressList(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /** Of addresses and ranges, such as {@code 10.0.0.1} and {@code 2001:db8::/32}. */
    public static AddressList of(Collection<String> texts) {
        return new AddressList(
                texts.stream().map(AddressRange::of).flatMap(Optional::stream).toList());
    }

    /** What stands between commas. */
    public static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** The first of some texts that is neither an address nor a range. */
    public static Optional<String> broken(Collection<String> texts) {
        return texts.stream().filter(each -> AddressRange.of(each).isEmpty()).findFirst();
    }

    /** Whether an address is in it; a text that is no address is not. */
    public boolean contains(String address) {
        return AddressRange.bytes(address)
                .map(bytes -> ranges.stream().anyMatch(range -> range.contains(bytes)))
                .orElse(false);
    }
}
