package dev.arbor.platform.api;

/**
 * From where requests may come (integrator spec 3.4): {@code allowedIps} of the space, where {@code allowedIpsEnabled}
 * says so, and of each account. An address is an IPv4 or IPv6 address; an IPv4 address may be written as an IPv6 one.
 */
public interface AddressRules {

    /** Whether the space takes requests from an address. */
    boolean spaceAdmits(String address);

    /** Whether an account may send requests from an address. */
    boolean admits(Account account, String address);
}
