package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Collections;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.EntryTable;
import dev.arbor.platform.space.SpaceTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The collections of the API: in a transaction, with the right to it, and with word to the kapp or space that it changed. */
@ApplicationScoped
public class StoredCollections implements Collections {

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final PolicyDefinitions policies;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredCollections() {
        this(null, null, null, null);
    }

    @Inject
    public StoredCollections(
            Transactions transactions, Authoriser authoriser, PolicyDefinitions policies, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.policies = policies;
        this.time = time;
    }

    /** What is done with things of a scope. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection, NamedThings things, UUID scope) throws SQLException;
    }

    @Override
    public List<ObjectNode> list(Identity who, Place place) {
        return reading(who, place, (connection, things, scope) -> things.list(connection, scope));
    }

    @Override
    public ObjectNode find(Identity who, Place place, String name) {
        return reading(who, place, (connection, things, scope) -> one(connection, things, scope, place, name));
    }

    @Override
    public ObjectNode create(Identity who, Place place, ObjectNode body) {
        return changing(who, place, (connection, things, scope) -> {
            String name = things.create(connection, scope, body);
            return one(connection, things, scope, place, name);
        });
    }

    @Override
    public ObjectNode update(Identity who, Place place, String name, ObjectNode change) {
        return changing(who, place, (connection, things, scope) -> {
            ObjectNode stored = one(connection, things, scope, place, name);
            return one(connection, things, scope, place, things.update(connection, scope, stored, change));
        });
    }

    @Override
    public ObjectNode delete(Identity who, Place place, String name) {
        return changing(who, place, (connection, things, scope) -> {
            ObjectNode stored = one(connection, things, scope, place, name);
            things.delete(connection, scope, stored);
            return stored;
        });
    }

    private static ObjectNode one(Connection connection, NamedThings things, UUID scope, Place place, String name)
            throws SQLException {
        List<ObjectNode> all = things.list(connection, scope);
        for (String key : things.keys()) {
            for (ObjectNode each : all) {
                if (each.path(key).asText().equals(name)) {
                    return each;
                }
            }
        }
        throw PlatformRefusal.missing(words(place.kind()), name);
    }

    /** {@code userAttributeDefinition} as a message says it. */
    private static String words(Kind kind) {
        String words = kind.singular().replaceAll("([A-Z])", " $1");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private <T> T reading(Identity who, Place place, Work<T> work) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            if (place.kapp().isEmpty()) {
                authoriser.demand(who, Right.SPACE_DISPLAY, Subject.space());
                return work.with(connection, things(place), SpaceTable.id(connection));
            }
            Entry kapp = KappTable.find(connection, place.kapp().orElseThrow());
            authoriser.demand(who, Right.KAPP_DISPLAY, Subject.kapp(kapp.document()));
            return work.with(connection, things(place), kapp.id());
        });
    }

    private <T> T changing(Identity who, Place place, Work<T> work) {
        return transactions.call(unit -> {
            Connection connection = unit.connection();
            boolean inKapp = place.kapp().isPresent();
            if (!inKapp) {
                authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
            }
            Entry scope = inKapp ? KappTable.lock(connection, place.kapp().orElseThrow()) : SpaceTable.lock(connection);
            if (inKapp) {
                authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(scope.document()));
            }
            T result = work.with(connection, things(place), scope.id());
            EntryTable.touch(connection, inKapp ? "kapp" : "space", scope.id(), who.username(), time.instant());
            return result;
        });
    }

    private NamedThings things(Place place) {
        return switch (place.kind()) {
            case FORM_TYPES -> new FormTypes();
            case CATEGORIES -> new Categories();
            case CATEGORIZATIONS -> new Categorizations();
            case SECURITY_POLICY_DEFINITIONS ->
                new DefinedPolicies(policies, place.kapp().isPresent());
            default -> new DefinedAttributes(place.kind().plural(), place.kapp().isPresent() ? "Kapp" : "Space");
        };
    }
}
