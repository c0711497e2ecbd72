package dev.arbor.engine.api;

import java.util.Collection;
import java.util.Map;

/**
 * Whose secrets are in the strongbox, for those who are told which were sealed anew (engine spec 5.9). Each kind of thing
 * that keeps secrets there has a bean of this type.
 */
public interface SecretOwners {

    /** The kinds of which the API tells by name. */
    enum Kind {
        AUTHENTICATION,
        HANDLER,
        IDENTITY_STORE,
        SOURCE
    }

    /** A secret by its owner and its place in the strongbox. */
    record Sealed(String owner, String place) {}

    /** Of which kind the things are. */
    Kind kind();

    /** What the API calls those of some secrets that are of this kind; the others are absent. */
    Map<Sealed, String> names(Collection<Sealed> secrets);
}
