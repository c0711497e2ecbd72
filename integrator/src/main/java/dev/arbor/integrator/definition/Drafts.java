package dev.arbor.integrator.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.definition.ConnectionTable.Whole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes whole connections of documents, and of documents over what is there (integrator spec 1.7). */
public final class Drafts {

    private final Set<String> kinds;

    /** With the kinds of connections that there are. */
    public Drafts(Set<String> kinds) {
        this.kinds = Set.copyOf(kinds);
    }

    /**
     * A connection that is not kept yet.
     *
     * @param config completed, without its secrets
     * @param secrets plain, by their places
     */
    public record Draft(
            String name,
            String type,
            ObjectNode config,
            Map<String, String> secrets,
            String description,
            String documentationLink) {

        /** The config with its secrets in place. */
        public ObjectNode open() {
            ObjectNode open = config.deepCopy();
            SecretPlaces.putInto(open, secrets);
            return open;
        }

        /** The named secrets. */
        public Map<String, String> named() {
            return SecretPlaces.named(secrets);
        }

        /** What must not be shown, in every form that it may come back in. */
        public Set<String> hidden() {
            return SecretPlaces.forms(config, secrets);
        }

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    /**
     * A new connection that is to be kept.
     *
     * @throws IntegratorRefusal when the document is not one, or has keys that are unknown
     */
    Draft strict(JsonNode document) {
        Checks checks = new Checks();
        new ConnectionChecks(checks).keys(document);
        // As they were written: the problem names the place where the client finds it.
        Shape.ofConnection(ConnectionDialects.type(document), document.path("config"), "/config")
                .refuse(checks);
        checks.refuse();
        return fresh(document);
    }

    /**
     * A new connection; what is unknown in the document is left out.
     *
     * @throws IntegratorRefusal when the document is not one
     */
    public Draft fresh(JsonNode document) {
        new Checks().object(document).refuse();
        return finish(
                document.path("name").asText(null),
                ConnectionDialects.type(document),
                ConnectionDialects.config(document),
                Map.of(),
                document,
                Optional.empty());
    }

    /**
     * What a connection becomes with a document over it. A secret that is null or absent stays, as long as it belongs to
     * the same kind of credentials.
     */
    public Draft over(Whole known, JsonNode document) {
        return over(known, document, false);
    }

    /**
     * The same.
     *
     * @param replaceSecrets whether named secrets that the document does not have are deleted
     */
    Draft over(Whole known, JsonNode document, boolean replaceSecrets) {
        Checks checks = new Checks().object(document);
        checks.refuse();
        ConnectionRecord old = known.connection();
        String type = type(known, document);
        ObjectNode change = ConnectionDialects.config(document);
        boolean sameKind = type.equals(old.type());
        ObjectNode base = sameKind ? old.config().deepCopy() : change.objectNode();
        Map<String, String> kept = new LinkedHashMap<>(sameKind ? known.secrets() : named(known));
        if (change.has("auth") && !sameAuth(base.path("auth"), change.path("auth"))) {
            new ConnectionChecks(checks).wholeSecrets(change.path("auth"));
            checks.refuse();
            base.remove("auth");
            kept.keySet().removeIf(SecretPlaces::isOfAuth);
        }
        if (replaceSecrets) {
            kept.keySet()
                    .removeIf(place -> place.startsWith(SecretPlaces.NAMED)
                            && !document.path("secrets").has(place.substring(SecretPlaces.NAMED.length())));
        }
        return finish(name(old, document), type, Merge.of(base, change), kept, document, Optional.of(old));
    }

    /** What a connection becomes by an import: all of it is the document's, but for secrets that the document has not. */
    Draft instead(Whole known, JsonNode document) {
        ConnectionRecord old = known.connection();
        String type = type(known, document);
        ObjectNode config = ConnectionDialects.config(document);
        Map<String, String> kept = new LinkedHashMap<>(type.equals(old.type()) ? known.secrets() : named(known));
        if (!sameAuth(old.config().path("auth"), config.path("auth"))) {
            kept.keySet().removeIf(SecretPlaces::isOfAuth);
        }
        return finish(name(old, document), type, config, kept, document, Optional.of(old));
    }

    private static Map<String, String> named(Whole known) {
        Map<String, String> named = new LinkedHashMap<>(known.secrets());
        named.keySet().removeIf(place -> !place.startsWith(SecretPlaces.NAMED));
        return named;
    }

    private static String type(Whole known, JsonNode document) {
        return document.has("type") || ConnectionDialects.config(document).has("configType")
                ? ConnectionDialects.type(document)
                : known.connection().type();
    }

    private static String name(ConnectionRecord old, JsonNode document) {
        return document.has("name") ? document.path("name").asText(null) : old.name();
    }

    private static boolean sameAuth(JsonNode old, JsonNode change) {
        return change.isObject()
                && old.isObject()
                && (!change.has("authType")
                        || change.path("authType")
                                .asText()
                                .equals(old.path("authType").asText()));
    }

    private Draft finish(
            String name,
            String type,
            ObjectNode config,
            Map<String, String> kept,
            JsonNode document,
            Optional<ConnectionRecord> known) {
        Checks checks = new Checks().about(document);
        ConnectionChecks connection = new ConnectionChecks(checks).secrets(document);
        Shape.ofConnection(type, config, "/config").drop();
        Map<String, String> secrets = new LinkedHashMap<>(kept);
        secrets.putAll(SecretPlaces.takeFrom(config));
        Set<String> unreadable =
                known.map(record -> record.unreadable().keySet()).orElse(Set.of());
        document.path("secrets").properties().forEach(each -> secret(each, secrets, unreadable));
        ObjectNode whole = config.deepCopy();
        SecretPlaces.putInto(whole, secrets);
        connection.whole(type, name, whole, kinds);
        checks.refuse();
        ConnectionDialects.complete(type, config);
        return new Draft(
                name,
                type,
                config,
                secrets,
                text(document, "description", known.map(ConnectionRecord::description)),
                text(document, "documentationLink", known.map(ConnectionRecord::documentationLink)));
    }

    /** Null keeps, also what cannot be opened at the moment; an object that says so deletes. */
    private static void secret(Map.Entry<String, JsonNode> told, Map<String, String> secrets, Set<String> unreadable) {
        String place = SecretPlaces.NAMED + told.getKey();
        if (told.getValue().path("$delete").asBoolean()) {
            secrets.remove(place);
        } else if (told.getValue().isTextual()) {
            secrets.put(place, told.getValue().textValue());
        } else if (told.getValue().isNull() && !unreadable.contains(place)) {
            secrets.putIfAbsent(place, "");
        }
    }

    private static String text(JsonNode document, String name, Optional<String> known) {
        return document.hasNonNull(name) ? document.get(name).asText() : known.orElse("");
    }
}
