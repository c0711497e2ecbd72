package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.people.IdentityFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * What rules may ask about the one who asks: {@code identity('username')} and the like (integrator spec 5.5). Teams and
 * attributes are read when a rule asks for them, and once for each request.
 */
@ApplicationScoped
public class Identities {

    private final Transactions transactions;

    /** One {@link Identity} is made for each request, so that what is known by that very object ends with the request. */
    private final Cache<Identity, ObjectNode> known =
            Caffeine.newBuilder().weakKeys().build();

    /** For the container's proxy. */
    protected Identities() {
        this(null);
    }

    @Inject
    public Identities(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The facts about somebody: {@code username}, {@code displayName}, {@code email}, {@code authenticated},
     * {@code anonymous}, {@code spaceAdmin}, {@code sessionToken}; {@code teams} by their full names; {@code attributes}
     * and {@code profileAttributes}, lists of values by name; {@code attribute:Name} and {@code profileAttribute:Name}.
     *
     * <p>Who has no session token has an empty one, which is no other thing's: rules compare it with that of submissions,
     * of which those that have none say null.
     */
    public Facts of(Identity who) {
        ObjectNode account = Documents.object()
                .put("username", who.username())
                .put("displayName", who.displayName().orElse(null))
                .put("email", who.email().orElse(null))
                .put("authenticated", who.authenticated())
                .put("anonymous", !who.authenticated())
                .put("spaceAdmin", who.spaceAdmin())
                .put("sessionToken", who.sessionToken().orElse(""));
        return Facts.of(account).or(Facts.of(() -> known(who)));
    }

    /** Read outside of the cache, in which others would wait for the database. */
    private ObjectNode known(Identity who) {
        ObjectNode facts = known.getIfPresent(who);
        if (facts == null) {
            facts = read(who);
            known.put(who, facts);
        }
        return facts;
    }

    private ObjectNode read(Identity who) {
        IdentityFacts.Facts facts = who.authenticated()
                ? transactions.call(unit -> IdentityFacts.of(unit.connection(), who.username()))
                : new IdentityFacts.Facts(List.of(), Map.of(), Map.of());
        return document(facts);
    }

    /** Teams and attributes as rules see them. */
    public static ObjectNode document(IdentityFacts.Facts facts) {
        ObjectNode json = Documents.object();
        json.set("teams", Documents.list(facts.teams()));
        json.set("attributes", values(facts.attributes()));
        json.set("profileAttributes", values(facts.profileAttributes()));
        return json;
    }

    private static ObjectNode values(Map<String, List<String>> attributes) {
        ObjectNode json = Documents.object();
        attributes.forEach((name, values) -> json.set(name, Documents.list(values)));
        return json;
    }
}
