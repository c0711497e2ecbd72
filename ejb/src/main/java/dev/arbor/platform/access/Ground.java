package dev.arbor.platform.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.KslContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What policies are defined by and what their rules may ask for, read when it is needed. The first kapp or form that is
 * asked about is read by itself; with the second one, all are, so that a list takes two queries and not one for each.
 */
final class Ground {

    private final Transactions transactions;
    private final Scopes scopes;
    private final Facts identity;
    private final Set<String> kapps = new HashSet<>();
    private final Map<String, Map<String, ObjectNode>> formAttributes = new HashMap<>();
    private final Set<String> wholeKapps = new HashSet<>();
    private Scopes.Found found;

    Ground(Transactions transactions, Scopes scopes, Facts identity) {
        this.transactions = transactions;
        this.scopes = scopes;
        this.identity = identity;
    }

    /** The space. */
    Scopes.Scope space() {
        return found("").space();
    }

    /** The kapp of a subject; empty where there is none, or it is gone. */
    Optional<Scopes.Scope> kapp(Subject subject) {
        return subject.kapp()
                .map(Ground::slug)
                .flatMap(slug -> Optional.ofNullable(found(slug).kapps().get(slug)));
    }

    private Scopes.Found found(String slug) {
        boolean wanted = !slug.isEmpty()
                && kapps.add(slug)
                && (found == null || !found.kapps().containsKey(slug));
        if (found == null || wanted) {
            Optional<String> asked = kapps.size() > 1 ? Optional.empty() : Optional.of(slug);
            found = transactions.call(unit -> scopes.find(unit.connection(), asked));
        }
        return found;
    }

    /** The definition of a name: that of the kapp goes before that of the space. */
    Optional<PolicyDefinition> definition(String name, Subject subject) {
        return kapp(subject)
                .map(kapp -> kapp.definitions().get(name))
                .or(() -> Optional.ofNullable(space().definitions().get(name)));
    }

    /** What a rule about a subject may ask for; how far it looks is told. */
    KslContext context(Subject subject, Consumer<Reach> looked) {
        KslContext.Builder context = KslContext.builder().with("identity", identity);
        context.with("space", Facts.of(() -> space().document()).or(Facts.of(() -> space().attributes())));
        subject.kapp()
                .ifPresent(kapp -> context.with(
                        "kapp",
                        watched(
                                Facts.of(kapp).or(Facts.of(() -> kapp(subject)
                                        .map(Scopes.Scope::attributes)
                                        .orElseGet(Documents::object))),
                                Reach.KAPP,
                                looked)));
        subject.form()
                .ifPresent(form -> context.with(
                        "form", watched(Facts.of(form).or(Facts.of(() -> attributes(subject))), Reach.FORM, looked)));
        subject.submission().ifPresent(submission -> {
            context.with("submission", watched(Facts.of(submission), Reach.THING, looked));
            context.with(
                    "values",
                    watched(
                            Facts.values(() -> submission.path("values") instanceof ObjectNode values
                                    ? values
                                    : Documents.object()),
                            Reach.THING,
                            looked));
        });
        subject.team().ifPresent(team -> context.with("team", watched(Facts.of(team), Reach.THING, looked)));
        subject.user().ifPresent(user -> context.with("user", watched(Facts.of(user), Reach.THING, looked)));
        return context.build();
    }

    private ObjectNode attributes(Subject subject) {
        Optional<Scopes.Scope> kapp = kapp(subject);
        if (kapp.isEmpty()) {
            return Documents.object();
        }
        String owner = subject.kapp().map(Ground::slug).orElseThrow();
        String form = subject.form().map(Ground::slug).orElseThrow();
        Map<String, ObjectNode> known = formAttributes.computeIfAbsent(owner, slug -> new HashMap<>());
        if (!known.containsKey(form) && !wholeKapps.contains(owner)) {
            Optional<String> asked = known.isEmpty() ? Optional.of(form) : Optional.empty();
            if (asked.isEmpty()) {
                wholeKapps.add(owner);
            }
            known.putAll(transactions.call(
                    unit -> Scopes.formAttributes(unit.connection(), kapp.get().id(), asked)));
        }
        return known.computeIfAbsent(form, slug -> Documents.object());
    }

    private static String slug(ObjectNode document) {
        return document.path("slug").asText();
    }

    private static Facts watched(Facts facts, Reach reach, Consumer<Reach> looked) {
        return new Facts() {
            @Override
            public JsonNode get(String property) {
                looked.accept(reach);
                return facts.get(property);
            }

            @Override
            public ObjectNode all() {
                looked.accept(reach);
                return facts.all();
            }
        };
    }
}
