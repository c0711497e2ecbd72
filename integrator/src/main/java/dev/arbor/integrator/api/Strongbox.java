package dev.arbor.integrator.api;

import java.util.Map;

/**
 * Secrets that other modules keep where the secrets of connections are: sealed in the same way, with the same keys, and
 * sealed anew with them when those are rotated (integrator spec 8.1). Each call is a transaction of its own, so none may
 * be made within one.
 */
public interface Strongbox {

    /**
     * What an owner has.
     *
     * @param readable the plain secrets by their place
     * @param unreadable why others cannot be opened, by their place: a sentence without a secret in it
     */
    record Contents(Map<String, String> readable, Map<String, String> unreadable) {

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Contents[" + readable.keySet() + ", unreadable " + unreadable.keySet() + "]";
        }
    }

    /**
     * Everything that an owner has.
     *
     * @param owner at most 36 characters, and not the form of a UUID: those are connections
     */
    Contents open(String owner);

    /** Seals a secret in its place (at most 500 characters), over the one that may be there. */
    void put(String owner, String place, String secret);

    /** Forgets one secret, if it is there. */
    void remove(String owner, String place);
}
