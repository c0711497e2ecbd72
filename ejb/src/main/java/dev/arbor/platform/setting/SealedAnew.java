package dev.arbor.platform.setting;

import dev.arbor.engine.api.SecretOwners;
import dev.arbor.engine.api.SecretOwners.Kind;
import dev.arbor.engine.api.SecretOwners.Sealed;
import dev.arbor.integrator.api.EncryptionKeys;
import dev.arbor.platform.api.SecretRotation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Seals secrets anew, and says in the words of the Task API whose they are. */
@ApplicationScoped
public class SealedAnew implements SecretRotation {

    private static final String FAILED =
            "Expected to open it, but its key is not among the configured ones, or it was changed; it is as it was.";

    private final EncryptionKeys keys;
    private final Iterable<SecretOwners> owners;

    /** For the container's proxy. */
    protected SealedAnew() {
        this(null, (Iterable<SecretOwners>) null);
    }

    @Inject
    SealedAnew(EncryptionKeys keys, @Any Instance<SecretOwners> owners) {
        this(keys, (Iterable<SecretOwners>) owners);
    }

    /** Over some owners. */
    public SealedAnew(EncryptionKeys keys, Iterable<SecretOwners> owners) {
        this.keys = keys;
        this.owners = owners;
    }

    @Override
    public Resealed rotate(boolean simulate) {
        EncryptionKeys.Outcome outcome = keys.rotate(simulate);
        List<Sealed> sealed = secrets(outcome.sealed());
        List<Sealed> failed = secrets(outcome.failed());
        Map<Kind, SortedSet<String>> names = new EnumMap<>(Kind.class);
        Map<Sealed, String> failedNames = new HashMap<>();
        for (SecretOwners each : owners) {
            names.computeIfAbsent(each.kind(), kind -> new TreeSet<>())
                    .addAll(each.names(sealed).values());
            failedNames.putAll(each.names(failed));
        }
        Map<String, String> errors = new TreeMap<>();
        failed.forEach(secret -> errors.put(failedNames.getOrDefault(secret, secret.owner()), FAILED));
        return new Resealed(
                outcome.key(),
                sealed.size(),
                names.getOrDefault(Kind.AUTHENTICATION, new TreeSet<>()),
                names.getOrDefault(Kind.IDENTITY_STORE, new TreeSet<>()),
                names.getOrDefault(Kind.HANDLER, new TreeSet<>()),
                names.getOrDefault(Kind.SOURCE, new TreeSet<>()),
                errors);
    }

    private static List<Sealed> secrets(Collection<EncryptionKeys.SecretAt> places) {
        return places.stream()
                .map(place -> new Sealed(place.owner(), place.place()))
                .toList();
    }
}
