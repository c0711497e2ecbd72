package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Handlers.Change;
import dev.arbor.engine.api.Handlers.HandlerView;
import dev.arbor.engine.api.Handlers.ParameterView;
import dev.arbor.engine.api.Handlers.PropertyView;
import dev.arbor.engine.api.Handlers.ResultView;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.ErrorHandling.Attempt;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.testing.handler.HandlerDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A built-in handler: listed, set up, replaced by a package and back again (engine spec 5.5). */
abstract class BuiltInHandlerSuite extends EngineSuite {

    private static final String ID = "test_greet_v1";
    private static final String NODE_XML = """
            <taskDefinition id="test_greet" name="Greet" schema_version="1.0" version="1">
              <description>Greets.</description><visible>true</visible><deferrable>false</deferrable>
              <parameters><parameter id="error_handling" label="Error Handling" required="true">Error Message</parameter>
              <parameter id="name" label="Name" required="true"/></parameters>
              <handler name="test_greet" version="1"/>
              <results><result name="Handler Error Message"/><result name="output"/></results>
            </taskDefinition>""";
    private static final String INFO_XML = """
            <taskInfo version="1.0"><info name="greeting" required="true" description="How.">Hello</info>
            <info name="password" type="encrypted"/></taskInfo>""";

    @TempDir
    static Path folder;

    private HandlersInTest handlers;
    private String infoXml = INFO_XML;

    /** Gives everything that it was given. */
    private final BuiltInHandler greet = new BuiltInHandler() {

        @Override
        public String definitionId() {
            return ID;
        }

        @Override
        public Declaration declaration() {
            return new Declaration(
                    NODE_XML.getBytes(StandardCharsets.UTF_8), Optional.of(infoXml.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public boolean idempotent() {
            return true;
        }

        @Override
        public Map<String, String> perform(Call call) throws HandlerException {
            return ErrorHandling.apply(
                    call,
                    List.of("output"),
                    () -> Attempt.done(
                            Map.of("output", handlers.properties.of(this) + ErrorHandling.required(call, "name"))));
        }
    };

    @Override
    EngineInTest server() {
        IntegratorSchema.bringUpToDate(database);
        return new EngineInTest(
                database,
                clock,
                THREADS,
                List.of(once, greet),
                transactions -> List.of(),
                this::made,
                EngineInTest.RUBY);
    }

    private ImportedHandlers made(Transactions transactions) {
        handlers = new HandlersInTest(database, transactions, () -> engine, List.of(once, greet), folder, clock);
        return handlers.imported;
    }

    @BeforeEach
    void declare() {
        handlers.rows.ensure();
    }

    @AfterEach
    void asItWas() {
        infoXml = INFO_XML;
        rows.change("DELETE FROM handler");
        rows.change("DELETE FROM handler_property");
        rows.change("DELETE FROM integrator_secret");
    }

    @AfterAll
    void closeRuby() {
        handlers.close();
    }

    private void set(Map<String, Optional<String>> properties) {
        handlers.stored.change(
                ID,
                new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), properties),
                EngineInTest.ANNA);
    }

    private HandlerView install(boolean force, HandlerDraft draft) {
        return handlers.stored
                .importPackage(draft.zip(), force, EngineInTest.ANNA)
                .handler();
    }

    private static HandlerDraft replacement() {
        return HandlerDraft.of("test_greet", 1)
                .parameter("name", "")
                .property("greeting", "Hi", false)
                .property("other", "x", false)
                .property("password", "", true)
                .executing("results('output' => \"imported #{@i['greeting']} #{@i['password']} #{@p['name']}\")");
    }

    private String greeted() {
        long run = engine.run(tree("Greets")
                .start()
                .node("h", ID)
                .param("name", "Ann")
                .echo("after", "<%= @results['h']['output'] %>")
                .path("start", "h", "after"));
        return rows.output(run, "after");
    }

    @Test
    void isListedAsImportedOnesAre() {
        HandlerView view = handlers.stored.find(ID);
        assertThat(view.name()).isEqualTo("Greet");
        assertThat(view.status()).isEqualTo("Active");
        assertThat(view.createdBy()).isEqualTo("system");
        assertThat(view.parameters()).extracting(ParameterView::id).containsExactly("error_handling", "name");
        assertThat(view.results()).extracting(ResultView::name).containsExactly("Handler Error Message", "output");
        assertThat(view.properties())
                .containsExactly(
                        new PropertyView("greeting", Optional.of("Hello"), "text", true, "How."),
                        new PropertyView("password", Optional.empty(), "Encrypted", false, ""));
        assertThat(handlers.stored.list(0, 0).items())
                .extracting(HandlerView::definitionId)
                .containsExactly(ID);
    }

    @Test
    void isPerformedWithWhatWasSet() {
        assertThat(greeted()).isEqualTo("{greeting=Hello, password=}Ann");

        set(Map.of("greeting", Optional.of("Moin"), "password", Optional.of("s3cr3t")));

        assertThat(greeted()).isEqualTo("{greeting=Moin, password=s3cr3t}Ann");
        handlers.rows.ensure();
        assertThat(greeted()).as("after another start").isEqualTo("{greeting=Moin, password=s3cr3t}Ann");
        assertThat(handlers.stored.find(ID).toString()).doesNotContain("s3cr3t");
        assertThat(EngineInTest.refusal(() -> set(Map.of("nobody", Optional.of("x"))))
                        .errorKey())
                .contains("unknown_property");
    }

    @Test
    void aPackageTakesItsPlaceAndGivesItBack() {
        set(Map.of("greeting", Optional.of("Moin"), "password", Optional.of("s3cr3t")));

        HandlerView imported = install(false, replacement());

        assertThat(imported.definitionId()).isEqualTo(ID);
        assertThat(greeted()).isEqualTo("imported Moin s3cr3t Ann");
        assertThat(EngineInTest.refusal(() -> install(false, replacement())).errorKey())
                .as("an import is not replaced by accident")
                .contains("uniqueness_violation");
        handlers.rows.ensure();
        assertThat(greeted()).as("a start leaves it where it is").isEqualTo("imported Moin s3cr3t Ann");
        set(Map.of("other", Optional.of("y")));
        assertThat(handlers.stored.zip(ID)).isEqualTo(replacement().zip());

        handlers.stored.delete(ID);

        assertThat(greeted()).isEqualTo("{greeting=Moin, password=s3cr3t}Ann");
        assertThat(rows.number("SELECT count(*) FROM handler_package")).isZero();
        assertThat(rows.number("SELECT count(*) FROM integrator_secret")).isEqualTo(1);
        assertThat(rows.number("SELECT count(*) FROM handler_property WHERE name = 'other'"))
                .isZero();
    }

    @Test
    void cannotBeRemovedAndHasNoPackage() {
        Refusal refusal = EngineInTest.refusal(() -> handlers.stored.delete(ID));
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
        assertThat(refusal.errorKey()).contains("built_in_handler");
        assertThat(EngineInTest.refusal(() -> handlers.stored.zip(ID)).reason()).isEqualTo(Refusal.Reason.NOT_FOUND);
        assertThat(greeted()).contains("Hello");
        assertThat(EngineInTest.refusal(() ->
                                install(true, HandlerDraft.of("test_once", 1).executing("''")))
                        .errorKey())
                .as("other deployed handlers keep their place")
                .contains("reserved_definition");
    }

    @Test
    void whatIsDeclaredAnewKeepsWhatFits() {
        set(Map.of("greeting", Optional.of("Moin"), "password", Optional.of("s3cr3t")));

        infoXml = "<taskInfo><info name=\"greeting\" type=\"encrypted\"/><info name=\"password\" type=\"encrypted\"/>"
                + "<info name=\"port\">25</info></taskInfo>";
        handlers.rows.ensure();

        assertThat(greeted()).isEqualTo("{greeting=, password=s3cr3t, port=25}Ann");
        infoXml = "<taskInfo><info name=\"password\"/></taskInfo>";
        handlers.rows.ensure();
        assertThat(greeted()).as("a secret does not become a text").isEqualTo("{password=}Ann");
        assertThat(rows.number("SELECT count(*) FROM integrator_secret")).isZero();
    }

    @Test
    void failuresAreAsTheNodeWantsThem() {
        long told = engine.run(tree("Tells")
                .start()
                .node("h", ID)
                .param("error_handling", "Error Message")
                .param("name", " ")
                .echo("after", "<%= @results['h'].to_json %>")
                .path("start", "h", "after"));
        assertThat(rows.output(told, "after"))
                .isEqualTo("{\"Handler Error Message\":\"Expected the parameter 'name' of the node, but it is empty.\","
                        + "\"output\":\"\"}");

        for (String[] parameter :
                new String[][] {{"error_handling", "Raise Error"}, {"error_handling", ""}, {"left", "out"}}) {
            long raised = engine.run(tree("Raises" + parameter[1])
                    .start()
                    .node("h", ID)
                    .param(parameter[0], parameter[1])
                    .path("start", "h"));
            assertThat(rows.described(rows.error(raised))).startsWith("Handler Error");
        }
    }
}
