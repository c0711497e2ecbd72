package dev.arbor.platform.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The first parts of an index definition. Each of them is indexed by itself, so that a query which asks for some of the
 * leading parts finds its answers in their order too; definitions that begin alike share the entries.
 *
 * @param number names these parts in that scope in rows; a digest, so that no table of them is needed
 * @param ofKapp whether it is of a kapp, where values count only of fields that the kapp declares
 * @param unique whether no two submissions may have the same values; only of a whole definition
 */
public record IndexPath(long number, UUID scope, List<String> parts, boolean ofKapp, boolean unique) {

    public IndexPath {
        parts = List.copyOf(parts);
    }

    /** Every leading part of a definition. */
    public static List<IndexPath> of(UUID scope, IndexDefinition definition, boolean ofKapp) {
        List<IndexPath> paths = new ArrayList<>();
        for (int length = 1; length <= definition.parts().size(); length++) {
            List<String> parts = definition.parts().subList(0, length);
            boolean whole = length == definition.parts().size();
            paths.add(new IndexPath(number(scope, parts), scope, parts, ofKapp, whole && definition.unique()));
        }
        return paths;
    }

    /** Each path once; it is unique where one of the same is. */
    public static List<IndexPath> distinct(Collection<IndexPath> paths) {
        Map<Long, IndexPath> all = new LinkedHashMap<>();
        paths.forEach(path -> all.merge(path.number, path, (a, b) -> a.unique ? a : b));
        return new ArrayList<>(all.values());
    }

    /** The number of some parts in a scope. */
    public static long number(UUID scope, List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(scope.toString().getBytes(StandardCharsets.UTF_8));
            parts.forEach(part -> {
                digest.update((byte) 0);
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            });
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected the JDK to compute SHA-256, but it cannot.", e);
        }
    }
}
