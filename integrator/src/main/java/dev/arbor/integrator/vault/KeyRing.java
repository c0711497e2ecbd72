package dev.arbor.integrator.vault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys at hand. The first one seals; all of them open. */
public final class KeyRing {

    private final EncryptionKey active;
    private final Map<String, EncryptionKey> byId = new LinkedHashMap<>();

    /**
     * A ring of at least one key.
     *
     * @throws IllegalArgumentException when there is none, or two have the same id
     */
    public KeyRing(List<EncryptionKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one encryption key, but there is none.");
        }
        this.active = keys.get(0);
        for (EncryptionKey key : keys) {
            if (byId.put(key.id(), key) != null) {
                throw new IllegalArgumentException(
                        "Expected encryption keys of different ids, but two are called '" + key.id() + "'.");
            }
        }
    }

    /**
     * Reads {@code id:base64} entries, separated by commas or line ends.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static KeyRing parse(String text) {
        return new KeyRing(Stream.of(text.split("[,\n]"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty() && !entry.startsWith("#"))
                .map(EncryptionKey::parse)
                .toList());
    }

    /**
     * Keys, and those of another ring after them, which open and do not seal.
     *
     * @throws IllegalArgumentException when there is none, or two have the same id
     */
    public static KeyRing of(List<EncryptionKey> keys, Optional<KeyRing> others) {
        List<EncryptionKey> all = new ArrayList<>(keys);
        others.ifPresent(ring -> all.addAll(ring.byId.values()));
        return new KeyRing(all);
    }

    /** The one that seals. */
    public EncryptionKey active() {
        return active;
    }

    /** The one of a name. */
    public Optional<EncryptionKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
