package dev.arbor.platform.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Transactions;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.Operations;
import dev.arbor.platform.access.NamedPolicies;
import dev.arbor.platform.access.NamedPolicies.Policy;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.IntegrationCalls;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable;
import dev.arbor.platform.kapp.KappTable;
import dev.arbor.platform.ksl.Facts;
import dev.arbor.platform.ksl.Templates;
import dev.arbor.platform.space.SpaceTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of integrations: everything is read first, and nothing of the database is held when rules are judged. */
@ApplicationScoped
public class PerformedIntegrations implements IntegrationCalls {

    /** Tells a server of ours how far one thing has led to another (integrator spec 5.2). */
    private static final String DEPTH = "X-Kinetic-Causation-Depth";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final NamedPolicies policies;
    private final Templates templates;
    private final Operations operations;
    private final Executions executions;

    /** For the container's proxy. */
    protected PerformedIntegrations() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public PerformedIntegrations(
            Transactions transactions,
            Authoriser authoriser,
            NamedPolicies policies,
            Templates templates,
            Operations operations,
            Executions executions) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.policies = policies;
        this.templates = templates;
        this.operations = operations;
        this.executions = executions;
    }

    /** What is asked for, as it is stored. */
    private record Found(Integration integration, Surroundings place, List<Policy> policies) {}

    @Override
    public ObjectNode perform(Identity who, String kapp, Optional<String> form, String name, ObjectNode parameters) {
        Audit audit = new Audit(who, kapp, form, name);
        try {
            Found found = transactions.call(unit -> find(unit.connection(), who, kapp, form, name));
            ObjectNode outputs = perform(who, found, parameters, audit);
            audit.done();
            return outputs;
        } catch (PlatformRefusal refusal) {
            audit.refused(refusal.status(), refusal.errorKey());
            throw refusal;
        } catch (IntegratorRefusal refusal) {
            audit.refused(refusal.status(), refusal.errorKey());
            throw refusal;
        } catch (RuntimeException e) {
            audit.broke(e);
            throw e;
        }
    }

    private Found find(Connection connection, Identity who, String kapp, Optional<String> form, String name)
            throws SQLException {
        Entry space = SpaceTable.read(connection);
        Entry owner = KappTable.find(connection, kapp);
        Optional<Entry> within = Optional.empty();
        JsonNode document;
        if (form.isPresent()) {
            Entry entry = FormTable.find(connection, owner.id(), form.get());
            authoriser.demand(who, Right.FORM_DISPLAY, Subject.form(owner.document(), entry.document()));
            document = ofForm(entry, name);
            within = Optional.of(entry);
        } else {
            authoriser.demand(who, Right.KAPP_DISPLAY, Subject.kapp(owner.document()));
            document = IntegrationTable.find(connection, owner.id(), name).document();
        }
        Integration integration = Integration.of(document);
        return new Found(
                integration,
                Surroundings.of(connection, space, owner, within),
                NamedPolicies.read(connection, List.of(owner.id(), space.id()), integration.policies()));
    }

    private static JsonNode ofForm(Entry form, String name) {
        for (JsonNode each : form.document().path("integrations")) {
            if (each.path("name").isTextual() && each.path("name").textValue().equals(name)) {
                return each;
            }
        }
        throw PlatformRefusal.missing("Integration", name);
    }

    private ObjectNode perform(Identity who, Found found, ObjectNode given, Audit audit) {
        Integration integration = found.integration();
        if (!who.authenticated() && found.policies().isEmpty()) {
            throw NamedPolicies.denied(
                    who, "Expected somebody who has signed in to call the integration '" + integration.name() + "'.");
        }
        // Rules see what the operation is going to get, not what the caller wished for.
        Facts identity = policies.identity(who);
        Inputs inputs = Inputs.of(integration, found.place(), identity, given, templates);
        ObjectNode told = Documents.object();
        inputs.parameters().forEach(told::set);
        policies.demand(
                who,
                "integration '" + integration.name() + "'",
                found.policies(),
                found.place().context(identity).parameters(() -> told).build());
        if (!inputs.unheard().isEmpty()) {
            audit.unheard(inputs.unheard());
        }
        try {
            if (!inputs.unmapped().isEmpty()) {
                warnOfWrites(integration, inputs, audit);
            }
            return executions.perform(
                    integration.connectionId(), integration.operationId(), inputs.parameters(), headers(who));
        } catch (IntegratorRefusal refusal) {
            if (refusal.errorKey().filter(IntegratorRefusal.NOT_FOUND::equals).isPresent()) {
                throw PlatformRefusal.missing("Operation", integration.operationId());
            }
            throw refusal;
        }
    }

    /** What is no operation of HTTP may do anything. */
    private void warnOfWrites(Integration integration, Inputs inputs, Audit audit) {
        String method = operations
                .in(Dialect.S)
                .find(integration.connectionId(), integration.operationId())
                .path("method")
                .asText();
        if (!READING.contains(method)) {
            audit.unmappedWrite(method.isEmpty() ? "statement" : method, inputs.unmapped());
        }
    }

    private static Map<String, String> headers(Identity who) {
        return who.depth() == 0 ? Map.of() : Map.of(DEPTH, Integer.toString(who.depth()));
    }
}
