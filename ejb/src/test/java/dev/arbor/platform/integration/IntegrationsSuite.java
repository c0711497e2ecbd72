package dev.arbor.platform.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.integrator.script.ScriptDesk;
import dev.arbor.platform.access.Identities;
import dev.arbor.platform.access.NamedPolicies;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.PolicyLog;
import dev.arbor.platform.access.StandingRules;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.form.FormRemoval;
import dev.arbor.platform.form.StoredForms;
import dev.arbor.platform.kapp.StoredKapps;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.ksl.Templates;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What integrations of kapps and forms promise, on whichever database a subclass brings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IntegrationsSuite {

    private static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.empty(), Optional.empty(), true, false), 0);
    private static final Identity ANNA =
            Identity.of(new Account("anna", Optional.of("Änna"), Optional.of("anna@example.com"), false, false), 0);

    private TestDatabase database;
    private PlainTransactions transactions;
    private OtherSide other;
    private StoredKapps kapps;
    private StoredForms forms;
    private StoredIntegrations integrations;
    private PerformedIntegrations calls;
    private String operation;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        transactions = new PlainTransactions(database.source());
        InstantSource time = () -> now = now.plus(Duration.ofSeconds(1));
        SpaceTable.ensure(transactions, time, "arbor");
        StandingRules rules = new StandingRules();
        Templates templates = new Templates(new ScriptDesk());
        FormRemoval removal = new FormRemoval(List.of());
        kapps = new StoredKapps(
                transactions,
                rules,
                new PolicyDefinitions(new Ksl(new ScriptDesk())),
                List.of(removal, new IntegrationRemoval()),
                time);
        forms = new StoredForms(
                transactions, rules, removal, new FormEvents(new Outbox(new Ids(database.source()), () -> {})), time);
        integrations = new StoredIntegrations(transactions, rules, templates, time);
        other = new OtherSide(database);
        calls = new PerformedIntegrations(
                transactions,
                rules,
                new NamedPolicies(new Ksl(new ScriptDesk()), new Identities(transactions), new PolicyLog()),
                templates,
                other.integrator().operations(),
                other.integrator().executions());
        operation = other.operation("Echo", "A", "B", "C");
    }

    @AfterAll
    void stop() {
        other.close();
        database.close();
    }

    @BeforeEach
    void anew() {
        transactions.call(unit -> Rows.change(unit.connection(), "DELETE FROM kapp_integration"));
        if (kapps.list(ADMIN, dev.arbor.platform.api.Listing.ALL, Set.of()).isEmpty()) {
            kapps.create(
                    ADMIN,
                    json("{'name':'IT','slug':'it','kappAttributeDefinitions':[{'name':'Icon'}],"
                            + "'attributesMap':{'Icon':['flask']},'securityPolicyDefinitions':["
                            + "{'name':'Small','type':'Kapp','rule':'Number(parameters(~A~)) < 10','message':'Too much.'},"
                            + "{'name':'Anna','type':'Kapp','rule':'identity(~username~) == ~anna~','message':''},"
                            + "{'name':'Broken','type':'Kapp','rule':'no(1)','message':''}]}"));
        }
    }

    /** JSON with apostrophes for quotes, and tildes for apostrophes. */
    private static ObjectNode json(String text) {
        return Documents.read(text.replace('\'', '"').replace('~', '\''));
    }

    private ObjectNode body(String name, String mappings, String... policies) {
        ObjectNode body = Documents.object()
                .put("name", name)
                .put("connectionId", other.connection)
                .put("operationId", operation);
        body.set("inputMappings", json(mappings));
        for (String policy : policies) {
            body.withArray("securityPolicies")
                    .addObject()
                    .put("endpoint", "Execution")
                    .put("name", policy);
        }
        return body;
    }

    private void form(String slug, ObjectNode... all) {
        ObjectNode form = Documents.object().put("name", "Form " + slug).put("slug", slug);
        for (ObjectNode each : all) {
            form.withArray("integrations").add(each);
        }
        forms.create(ADMIN, "it", form);
    }

    private JsonNode call(Identity who, String name, String parameters) {
        return calls.perform(who, "it", Optional.empty(), name, json(parameters))
                .get("Echo");
    }

    private PlatformRefusal refused(Identity who, String name, String parameters) {
        int before = other.calls();
        PlatformRefusal refusal = catchThrowableOfType(PlatformRefusal.class, () -> call(who, name, parameters));
        assertThat(refusal).as(name).isNotNull();
        assertThat(other.calls()).as("nothing went out").isEqualTo(before);
        return refusal;
    }

    @Test
    void definitionsAreKept() {
        JsonNode kapp = kapps.find(ADMIN, "it", Set.of());
        ObjectNode made = integrations.create(ADMIN, "it", body("Get — ☕", "{'A':'x'}", "Anna"));
        assertThat(made.at("/inputMappings/A").asText()).isEqualTo("x");
        assertThat(made.at("/securityPolicies/0/name").asText()).isEqualTo("Anna");
        assertThat(made.get("createdBy").asText()).isEqualTo("admin");
        assertThat(kapps.find(ADMIN, "it", Set.of()).get("updatedAt"))
                .as("the kapp has changed")
                .isNotEqualTo(kapp.get("updatedAt"));
        integrations.create(ADMIN, "it", body("Another", "{}"));
        ObjectNode changed =
                integrations.update(ADMIN, "it", "Get — ☕", json("{'name':'Got','inputMappings':{'B':7}}"));
        assertThat(changed.at("/inputMappings")).isEqualTo(json("{'B':7}"));
        assertThat(changed.get("operationId").asText()).isEqualTo(operation);
        assertThat(integrations.list(ADMIN, "it"))
                .extracting(each -> each.get("name").asText())
                .containsExactly("Another", "Got");
        PlatformRefusal twice = catchThrowableOfType(
                PlatformRefusal.class, () -> integrations.update(ADMIN, "it", "Got", json("{'name':'Another'}")));
        assertThat(twice.errorKey()).contains("uniqueness_violation");
        assertThat(integrations.delete(ADMIN, "it", "Got")).isEqualTo(changed);
        PlatformRefusal gone = catchThrowableOfType(PlatformRefusal.class, () -> integrations.find(ADMIN, "it", "Got"));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(catchThrowableOfType(PlatformRefusal.class, () -> integrations.find(ANNA, "it", "Another"))
                        .status())
                .isEqualTo(403);
        assertThat(catchThrowableOfType(
                                PlatformRefusal.class, () -> integrations.create(ANNA, "it", body("Mine", "{}")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongIsNotKept() {
        for (ObjectNode wrong : List.of(
                body(" ", "{}"),
                body("x".repeat(256), "{}"),
                body("No operation", "{}").putNull("operationId"),
                body("Listed", "{}").put("inputMappings", "A"),
                body("Open", "{}").put("allowUnmappedInputs", "yes"),
                body("Nameless", "{}", ""),
                body("Syntax", "{'A':'x ${kapp(}'}"))) {
            PlatformRefusal refusal =
                    catchThrowableOfType(PlatformRefusal.class, () -> integrations.create(ADMIN, "it", wrong));
            assertThat(refusal).as(wrong.toString()).isNotNull();
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal).hasMessageStartingWith("Invalid Integration.");
        }
        assertThat(integrations.list(ADMIN, "it")).isEmpty();
        integrations.create(ADMIN, "it", body("Fine", "{'A':'x'}"));
        catchThrowableOfType(
                PlatformRefusal.class,
                () -> integrations.update(ADMIN, "it", "Fine", json("{'name':'Bad','inputMappings':{'A':'${'}}")));
        assertThat(integrations.find(ADMIN, "it", "Fine").at("/inputMappings/A").asText())
                .isEqualTo("x");
    }

    @Test
    void whatTheServerSaysStands() {
        integrations.create(
                ADMIN,
                "it",
                body("Mapped", "{'A':'fixed','B':'${identity(~username~)} ${kapp(~attribute:Icon~)}','C':null}"));
        assertThat(call(ANNA, "Mapped", "{'A':'mine','B':'admin','C':'free','D':1}"))
                .as("neither a literal nor an expression can be overridden")
                .isEqualTo(json("{'A':'fixed','B':'anna flask','C':'free'}"));
        assertThat(call(ANNA, "Mapped", "{}")).isEqualTo(json("{'A':'fixed','B':'anna flask'}"));
    }

    @Test
    void formsKnowMoreAndBrowsersTheRest() {
        form("desk", body("Look", "{'A':'${values(~Ticket~)}','B':'${form(~slug~)} of ${kapp(~name~)}','C':3}"));
        JsonNode told = calls.perform(ANNA, "it", Optional.of("desk"), "Look", json("{'A':'TKT-001','B':'elsewhere'}"))
                .get("Echo");
        assertThat(told).isEqualTo(json("{'A':'TKT-001','B':'desk of IT','C':3}"));
        PlatformRefusal otherSpelling = catchThrowableOfType(
                PlatformRefusal.class, () -> calls.perform(ANNA, "it", Optional.of("desk"), "look", json("{}")));
        assertThat(otherSpelling.status()).isEqualTo(404);
        assertThat(refused(ANNA, "Look", "{}").status()).as("of the form alone").isEqualTo(404);
        form("odd", json("{'name':'Half'}"), body("Guarded", "{}").put("securityPolicies", "Anna"));
        assertThat(catchThrowableOfType(
                                PlatformRefusal.class,
                                () -> calls.perform(ANNA, "it", Optional.of("odd"), "Half", json("{}")))
                        .errorKey())
                .contains("invalid_integration");
    }

    @Test
    void unmappedInputsCanBeClosed() {
        integrations.create(
                ADMIN, "it", body("Closed", "{'A':'${values(~a~)}'}").put("allowUnmappedInputs", false));
        PlatformRefusal refusal = refused(ANNA, "Closed", "{'A':1,'B':2}");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal).hasMessageContaining("'B'");
        assertThat(call(ANNA, "Closed", "{'A':1}")).isEqualTo(json("{'A':1}"));
    }

    @Test
    void aMappingThatFailsSaysSo() {
        integrations.create(ADMIN, "it", body("Fails", "{'A':'${kapp(~name~).none.more}'}"));
        PlatformRefusal refusal = refused(ANNA, "Fails", "{'A':'instead'}");
        assertThat(refusal.errorKey()).contains("invalid_input_mapping");
        assertThat(refusal).hasMessageContaining("'A'");
    }

    @Test
    void allPoliciesMustAgree() {
        integrations.create(ADMIN, "it", body("Guarded", "{}", "Small", "Anna"));
        assertThat(call(ANNA, "Guarded", "{'A':'9'}").get("A").asText()).isEqualTo("9");
        PlatformRefusal denied = refused(ANNA, "Guarded", "{'A':'11'}");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied).hasMessage("Too much.");
        Identity otto = Identity.of(new Account("otto", Optional.empty(), Optional.empty(), false, false), 0);
        assertThat(refused(otto, "Guarded", "{'A':'1'}").status()).isEqualTo(403);
        assertThat(call(ADMIN, "Guarded", "{'A':'11'}").get("A").asText())
                .as("administrators may")
                .isEqualTo("11");
        integrations.create(ADMIN, "it", body("Undefined", "{}", "Nobody has defined it"));
        integrations.create(ADMIN, "it", body("Broken", "{}", "Broken"));
        assertThat(refused(ANNA, "Undefined", "{}").status()).isEqualTo(403);
        assertThat(refused(ANNA, "Broken", "{}").status()).isEqualTo(403);
        integrations.create(ADMIN, "it", body("Open", "{}"));
        assertThat(refused(Identity.anonymous(), "Open", "{}").status()).isIn(401, 403);
    }

    @Test
    void whatIsGoneIsNamed() {
        integrations.create(ADMIN, "it", body("Dangling", "{}").put("operationId", "0-0-0"));
        PlatformRefusal refusal = refused(ANNA, "Dangling", "{'A':1}");
        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal).hasMessageContaining("0-0-0");
        kapps.create(ADMIN, json("{'name':'Short','slug':'short'}"));
        integrations.create(ADMIN, "short", body("Left", "{}"));
        kapps.delete(ADMIN, "short");
        assertThat(transactions
                        .call(unit -> Rows.one(
                                unit.connection(),
                                "SELECT count(*) FROM kapp_integration WHERE name = 'Left'",
                                row -> row.getLong(1)))
                        .orElseThrow())
                .isZero();
    }
}
