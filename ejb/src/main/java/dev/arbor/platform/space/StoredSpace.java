package dev.arbor.platform.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.access.DefinitionTable;
import dev.arbor.platform.access.Endpoints;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.PolicyNames;
import dev.arbor.platform.access.PolicyUses;
import dev.arbor.platform.address.AddressList;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Spaces;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The space of the API. */
@ApplicationScoped
public class StoredSpace implements Spaces {

    /** The collection of attributes that the space itself has. */
    public static final String KIND = "spaceAttributeDefinitions";

    /** Whether defaults of fields are applied to submissions that are made by the API (integrator spec 4.4). */
    public static final String APPLY_DEFAULTS = "applyDefaultsOnCreate";

    /** Seconds; people type for longer. */
    private static final int SHORTEST_SESSION = 60;

    static final Shape SHAPE = Shape.of("Space")
            .texts(
                    "afterLogoutPath",
                    "bundlePath",
                    "defaultLocale",
                    "defaultTimezone",
                    "displayType",
                    "displayValue",
                    "loginPage",
                    "resetPasswordPage",
                    "sharedBundleBase")
            .numbers("sessionInactiveLimitInSeconds")
            .flags("allowedIpsEnabled", APPLY_DEFAULTS)
            .lists(
                    "allowedIps",
                    "customTranslationContexts",
                    "enabledLocales",
                    "securityPolicies",
                    "trustedFrameDomains",
                    "trustedResourceDomains");

    /** The collections of definitions that are the space's. */
    private static final List<String> DEFINITIONS =
            List.of(KIND, "userAttributeDefinitions", "userProfileAttributeDefinitions", "teamAttributeDefinitions");

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final PolicyDefinitions policies;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredSpace() {
        this(null, null, null, null);
    }

    @Inject
    public StoredSpace(
            Transactions transactions, Authoriser authoriser, PolicyDefinitions policies, InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.policies = policies;
        this.time = time;
    }

    @Override
    public ObjectNode find(Identity who, Set<String> parts) {
        authoriser.demand(who, Right.SPACE_DISPLAY, Subject.space());
        return transactions.call(unit -> {
            Entry space = SpaceTable.read(unit.connection());
            fill(unit.connection(), space, parts);
            if (parts.contains("authorization")) {
                space.document()
                        .putObject("authorization")
                        .put("Display", true)
                        .put("Modification", authoriser.may(who, Right.SPACE_MODIFICATION, Subject.space()));
            }
            return space.document();
        });
    }

    private static void fill(Connection connection, Entry space, Set<String> parts) throws SQLException {
        ObjectNode document = space.document();
        // Set and never shown (integrator spec 8.1).
        document.putNull("oauthSigningKey");
        document.set("platformComponents", StoredAgents.components(document));
        document.remove("agents");
        document.putObject("filestore").putNull("filehubUrl").putNull("key").putNull("slug");
        if (parts.contains("attributes") || parts.contains("attributesMap")) {
            Map<String, ObjectNode> values =
                    AttributeValues.of(connection, KIND, List.of(space.id().toString()));
            AttributeValues.show(
                    document,
                    values.get(space.id().toString()),
                    AttributeDefinitions.names(AttributeDefinitions.of(connection, KIND, space.id())),
                    "");
        }
        if (parts.contains("securityPolicyDefinitions")) {
            var list = document.putArray("securityPolicyDefinitions");
            DefinitionTable.of(connection, space.id()).forEach(each -> list.add(each.json()));
        }
        for (String kind : DEFINITIONS) {
            if (parts.contains(kind)) {
                var list = document.putArray(kind);
                AttributeDefinitions.of(connection, kind, space.id()).forEach(list::add);
            }
        }
    }

    /** What is named must be defined, in this very change at the latest. */
    private void policies(Connection connection, Entry space, ObjectNode change) throws SQLException {
        if (change.hasNonNull("securityPolicyDefinitions")) {
            policies.replace(
                    connection,
                    new PolicyUses.Scope(space.id(), false),
                    change.get("securityPolicyDefinitions"),
                    "Space");
        }
        if (change.has("securityPolicies")) {
            PolicyNames.demandDefined(
                    connection, space.document().path("securityPolicies"), List.of(space.id()), "Space");
        }
    }

    @Override
    public void update(Identity who, ObjectNode change) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        SHAPE.check(change);
        transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry space = SpaceTable.lock(connection);
            SHAPE.merge(space.document(), change);
            demandSense(space.document(), change);
            if (change.has("name")) {
                String name = Documents.text(change, "name").orElse("");
                if (name.isBlank() || name.length() > 255) {
                    throw PlatformRefusal.invalid("Space", List.of("Name must not be blank"));
                }
                space.document().put("name", name);
            }
            if (change.has("securityPolicies")) {
                space.document()
                        .set(
                                "securityPolicies",
                                PolicyNames.read(change.path("securityPolicies"), Endpoints.OF_SPACE, "Space"));
            }
            SpaceTable.update(connection, space, who.username(), time.instant());
            policies(connection, space, change);
            for (String kind : DEFINITIONS) {
                AttributeDefinitions.replace(connection, kind, space.id(), change, "Space");
            }
            AttributeValues.write(connection, KIND, space.id().toString(), change, "Space");
            return null;
        });
    }

    /** What every request is judged by. Nobody is to be locked out by a slip. */
    private static void demandSense(ObjectNode space, ObjectNode change) {
        List<String> findings = new ArrayList<>();
        if (change.has("allowedIps") || change.has("allowedIpsEnabled")) {
            List<String> addresses = SpaceSettings.texts(space.path("allowedIps"));
            AddressList.broken(addresses)
                    .ifPresent(each -> findings.add(
                            "Allowed ips must be addresses or ranges such as 10.0.0.0/8, and '" + each + "' is none"));
            if (space.path("allowedIpsEnabled").asBoolean() && addresses.isEmpty()) {
                findings.add("Allowed ips must not be empty where they are enabled");
            }
        }
        JsonNode limit = change.path("sessionInactiveLimitInSeconds");
        if (limit.isNumber()
                && !(limit.canConvertToInt() && limit.isIntegralNumber() && limit.asInt() >= SHORTEST_SESSION)) {
            findings.add("Session inactive limit in seconds must be a whole number, of at least " + SHORTEST_SESSION);
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Space", findings);
        }
    }
}
