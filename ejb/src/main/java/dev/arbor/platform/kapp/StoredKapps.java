package dev.arbor.platform.kapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.access.PolicyDefinition;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Kapps;
import dev.arbor.platform.api.Listing;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.query.ListedDocuments;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The kapps of the API. */
@ApplicationScoped
public class StoredKapps implements Kapps {

    /** What a slug may be (integrator spec 4.3). */
    public static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,254}");

    static final Shape SHAPE = Shape.of("Kapp")
            .texts(
                    "status",
                    "afterLogoutPath",
                    "bundlePath",
                    "defaultFormConfirmationPage",
                    "defaultFormDisplayPage",
                    "defaultSubmissionLabelExpression",
                    "displayType",
                    "displayValue",
                    "loginPage",
                    "resetPasswordPage")
            .lists("securityPolicies");

    /** What a query may name. */
    private static final Set<String> QUERIED = Set.of("createdAt", "name", "slug", "status", "updatedAt");

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final PolicyDefinitions policies;
    private final Iterable<KappContents> contents;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredKapps() {
        this(null, null, null, (Iterable<KappContents>) null, null);
    }

    @Inject
    StoredKapps(
            Transactions transactions,
            Authoriser authoriser,
            PolicyDefinitions policies,
            @Any Instance<KappContents> contents,
            InstantSource time) {
        this(transactions, authoriser, policies, (Iterable<KappContents>) contents, time);
    }

    /** Of kapps that hold these. */
    public StoredKapps(
            Transactions transactions,
            Authoriser authoriser,
            PolicyDefinitions policies,
            Iterable<KappContents> contents,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.policies = policies;
        this.contents = contents;
        this.time = time;
    }

    @Override
    public List<ObjectNode> list(Identity who, Listing listing, Set<String> parts) {
        return transactions.call(unit -> {
            Permissions permissions = authoriser.permissions(who);
            permissions.demand(Right.SPACE_DISPLAY, Subject.space());
            List<Entry> seen = KappTable.all(unit.connection()).stream()
                    .filter(kapp -> permissions.may(Right.KAPP_DISPLAY, Subject.kapp(kapp.document())))
                    .toList();
            KappParts.fill(unit.connection(), seen, parts);
            seen.forEach(kapp -> authorise(kapp, permissions, parts));
            if (ListedDocuments.needsAttributes(listing)) {
                KappParts.fill(unit.connection(), seen, Set.of("attributesMap"));
            }
            return ListedDocuments.of(seen.stream().map(Entry::document).toList(), listing, QUERIED);
        });
    }

    @Override
    public ObjectNode find(Identity who, String slug, Set<String> parts) {
        return transactions.call(unit -> {
            Entry kapp = KappTable.find(unit.connection(), slug);
            Permissions permissions = authoriser.permissions(who);
            permissions.demand(Right.KAPP_DISPLAY, Subject.kapp(kapp.document()));
            authorise(kapp, permissions, parts);
            KappParts.fill(unit.connection(), List.of(kapp), parts);
            return kapp.document();
        });
    }

    /** Says what the one who is shown a kapp may do with it, if that is asked for. */
    private static void authorise(Entry kapp, Permissions permissions, Set<String> parts) {
        if (parts.contains("authorization")) {
            Subject subject = Subject.kapp(kapp.document());
            boolean modification = permissions.may(Right.KAPP_MODIFICATION, subject);
            boolean creation = permissions.may(Right.FORM_CREATION, subject);
            kapp.document()
                    .putObject("authorization")
                    .put("Display", true)
                    .put("Modification", modification)
                    .put("Form Creation", creation);
        }
    }

    @Override
    public String create(Identity who, ObjectNode body) {
        authoriser.demand(who, Right.SPACE_MODIFICATION, Subject.space());
        SHAPE.check(body);
        ObjectNode document = Documents.object();
        document.put("name", name(body)).put("slug", slug(body));
        document.setAll(SHAPE.empty());
        document.put("status", "Active").put("displayType", "Display Page");
        SHAPE.merge(document, body);
        List<PolicyDefinition> definitions = KappPolicies.definitions(body, policies);
        KappPolicies.begin(document, body, definitions);
        Entry kapp = new Entry(UUID.randomUUID(), 0, document);
        try {
            transactions.call(unit -> {
                KappTable.insert(unit.connection(), kapp, who.username(), time.instant());
                KappPolicies.insert(unit.connection(), kapp, definitions);
                KappParts.write(unit.connection(), kapp, body, true);
                return null;
            });
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("kapp", "slug") : e;
        }
        return kapp.slug();
    }

    @Override
    public void update(Identity who, String slug, ObjectNode change) {
        SHAPE.check(change);
        transactions.call(unit -> {
            Connection connection = unit.connection();
            Entry kapp = KappTable.lock(connection, slug);
            authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(kapp.document()));
            SHAPE.merge(kapp.document(), change);
            if (change.has("name")) {
                kapp.document().put("name", name(change));
            }
            boolean policed = !change.path("securityPolicies").isMissingNode();
            if (policed) {
                kapp.document().set("securityPolicies", KappPolicies.read(change));
            }
            KappTable.update(connection, kapp, who.username(), time.instant());
            KappPolicies.change(connection, kapp, change, policies, policed);
            KappParts.write(connection, kapp, change, isEmpty(connection, kapp.id()));
            return null;
        });
    }

    private static boolean isEmpty(Connection connection, UUID kapp) throws SQLException {
        return Rows.one(connection, "SELECT id FROM submission WHERE kapp_id = ? LIMIT 1", row -> 1, kapp)
                .isEmpty();
    }

    @Override
    public void delete(Identity who, String slug) {
        transactions.call(unit -> {
            Entry kapp = KappTable.lock(unit.connection(), slug);
            authoriser.demand(who, Right.KAPP_MODIFICATION, Subject.kapp(kapp.document()));
            for (KappContents each : contents) {
                each.remove(unit, kapp, who);
            }
            KappRemoval.remove(unit.connection(), kapp.id());
            return null;
        });
    }

    private static String name(ObjectNode body) {
        String name = Documents.text(body, "name").orElse("");
        if (name.isBlank() || name.length() > 255) {
            throw PlatformRefusal.invalid("Kapp", List.of("Name must not be blank, nor longer than 255 characters"));
        }
        return name;
    }

    private static String slug(ObjectNode body) {
        String slug = Documents.text(body, "slug").orElse("");
        List<String> findings = new ArrayList<>();
        if (slug.isBlank()) {
            findings.add("Slug must not be blank");
        } else if (!SLUG.matcher(slug).matches()) {
            findings.add(
                    "Slug must be letters, digits, hyphens and underscores alone, at most 255, but is '" + slug + "'");
        }
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Kapp", findings);
        }
        return slug;
    }
}
