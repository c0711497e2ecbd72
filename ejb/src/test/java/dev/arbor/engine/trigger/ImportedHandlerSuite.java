package dev.arbor.engine.trigger;

import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.arbor.core.tree.TreeDsl;
import dev.arbor.engine.api.AuditView;
import dev.arbor.engine.api.Handlers.Change;
import dev.arbor.engine.api.Handlers.HandlerView;
import dev.arbor.engine.api.Handlers.PropertyView;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.engine.handler.store.StoredHandlers;
import dev.arbor.integrator.database.IntegratorSchema;
import dev.arbor.testing.handler.HandlerDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers from zips: imported, kept with their properties, and performed by trees (engine spec 3.6, 4, 5.5). */
abstract class ImportedHandlerSuite extends EngineSuite {

    private static final String SECRET = "s3cr3t & <ägypten>";

    @TempDir
    static Path folder;

    private final List<HandlersInTest> opened = new ArrayList<>();
    private StoredHandlers handlers;

    @Override
    EngineInTest server() {
        IntegratorSchema.bringUpToDate(database);
        return new EngineInTest(
                database, clock, THREADS, List.of(once), transactions -> List.of(), this::imported, EngineInTest.RUBY);
    }

    private ImportedHandlers imported(Transactions transactions) {
        HandlersInTest made = new HandlersInTest(
                database, transactions, () -> engine, List.of(once), folder.resolve("server" + opened.size()), clock);
        opened.add(made);
        handlers = made.stored;
        return made.imported;
    }

    @AfterAll
    void closeRuby() {
        opened.forEach(HandlersInTest::close);
    }

    HandlerView install(HandlerDraft draft, boolean force) {
        return handlers.importPackage(draft.zip(), force, EngineInTest.ANNA).handler();
    }

    private static HandlerDraft handler(String name) {
        return HandlerDraft.of(name, 1);
    }

    private static Change properties(Map<String, Optional<String>> values) {
        return new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), values);
    }

    private static TreeDsl using(String name, String definitionId) {
        return tree(name)
                .start()
                .node("h", definitionId)
                .param("input", "a & <b> \"c\" 'ä'")
                .echo("after", "<%= @results['h']['output'] %>")
                .path("start", "h", "after");
    }

    @Test
    void aTreePerformsItWithItsPropertiesAndParameters() {
        HandlerDraft draft = handler("test_all")
                .parameter("input", "")
                .parameter("left_out", "default &amp; more")
                .property("server", "https://example.com", false)
                .property("password", "", true)
                .executing(
                        "results('output' => [@p['input'], @p['left_out'], @i['server'], @i['password']].join('|'))");
        HandlerView view = install(draft, false);
        assertThat(view.definitionId()).isEqualTo("test_all_v1");
        assertThat(view.name()).isEqualTo("The test_all");
        handlers.change("test_all_v1", properties(Map.of("password", Optional.of(SECRET))), EngineInTest.ANNA);

        long run = engine.run(using("all", "test_all_v1"));

        assertThat(rows.output(run, "after"))
                .isEqualTo("a & <b> \"c\" 'ä'|default & more|https://example.com|" + SECRET);
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aResultThatItDeclaresAndDoesNotGiveIsEmpty() {
        install(handler("test_silent").executing("results('other' => 'x')"), false);
        long run = engine.run(using("silent", "test_silent_v1"));
        assertThat(rows.output(run, "after")).isEmpty();
        assertThat(rows.complete(run)).isTrue();

        long undeclared = engine.run(tree("undeclared")
                .start()
                .node("h", "test_silent_v1")
                .echo("after", "<%= @results['h']['absent'] %>")
                .path("start", "h", "after"));
        assertThat(rows.activeErrors(undeclared)).hasSize(1);
    }

    @Test
    void valuesStayWhenItIsReplacedAndSecretsAreNeverShown() {
        HandlerDraft draft = handler("test_keep")
                .property("server", "default", false)
                .property("password", "", true)
                .property("goes", "x", true)
                .executing("''");
        install(draft, false);
        handlers.change(
                "test_keep_v1",
                properties(Map.of(
                        "server", Optional.of("mine"), "password", Optional.of(SECRET), "goes", Optional.of("y"))),
                EngineInTest.ANNA);
        String owner = rows.one("SELECT secret_owner FROM handler WHERE definition_id = 'test_keep_v1'");

        Refusal taken = EngineInTest.refusal(() -> install(draft, false));
        assertThat(taken.errorKey()).contains("uniqueness_violation");
        HandlerView view = install(
                handler("test_keep")
                        .parameter("input", "")
                        .property("server", "other", false)
                        .property("password", "", true)
                        .executing("results('output' => @i.values.join('|'))"),
                true);

        assertThat(view.properties())
                .extracting(PropertyView::name, PropertyView::value)
                .containsExactly(tuple("server", Optional.of("mine")), tuple("password", Optional.empty()));
        assertThat(rows.output(engine.run(using("keep", "test_keep_v1")), "after"))
                .isEqualTo("mine|" + SECRET);
        assertThat(rows.number("SELECT count(*) FROM integrator_secret WHERE owner = ?", owner))
                .as("the secret of the property that is gone")
                .isEqualTo(1);
        assertThat(rows.column("SELECT content FROM handler_property WHERE content LIKE '%s3cr3t%'"))
                .isEmpty();
        // What a client has read of a secret leaves it, and a text goes back to its default.
        handlers.change(
                "test_keep_v1",
                properties(Map.of("server", Optional.empty(), "password", Optional.empty())),
                EngineInTest.ANNA);
        assertThat(rows.output(engine.run("keep"), "after")).isEqualTo("other|" + SECRET);
    }

    @Test
    void aTextThatBecomesASecretIsSealed() {
        install(handler("test_seal").property("key", "", false).executing("''"), false);
        handlers.change("test_seal_v1", properties(Map.of("key", Optional.of(SECRET))), EngineInTest.ANNA);
        HandlerDraft sealed = handler("test_seal")
                .parameter("input", "")
                .property("key", "", true)
                .executing("results('output' => @i['key'])");

        HandlerView view = install(sealed, true);

        assertThat(view.properties().get(0).value()).isEmpty();
        assertThat(rows.column("SELECT content FROM handler_property WHERE definition_id = 'test_seal_v1'"))
                .containsExactly((String) null);
        assertThat(rows.output(engine.run(using("seal", "test_seal_v1")), "after"))
                .isEqualTo(SECRET);
    }

    @Test
    void whatItRaisesIsAnErrorAndAFixedOneIsRetriedAtOnce() {
        install(handler("test_fix").executing("raise ArgumentError, 'not like this'"), false);
        long run = engine.run(using("fix", "test_fix_v1"));
        long error = rows.error(run);
        assertThat(rows.described(error))
                .startsWith("Handler Error | ArgumentError raised by the \"test_fix_v1\" handler.")
                .contains("not like this", "test_fix_v1/handler/init.rb:");
        assertThat(rows.complete(run)).isFalse();

        install(handler("test_fix").executing("results('output' => 'fixed')"), true);
        engine.resolve("Retry Task", error);

        assertThat(rows.output(run, "after")).isEqualTo("fixed");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void aHandlerThatDefersHasItsToken() {
        install(handler("test_defer").deferrable().executing("results('output' => 'token ' + @p['token'])"), false);
        engine.store(tree("defer")
                .start()
                .node("h", "test_defer_v1")
                .defers()
                .echo("after", "<%= @results['h']['answer'] %>")
                .path("start", "h", "after"));
        long run = engine.run("defer");
        String token = rows.one("SELECT token FROM task WHERE run_id = ? AND node_id = 'h'", run);
        assertThat(rows.output(run, "h")).isEqualTo("token " + token);
        assertThat(rows.complete(run)).isFalse();

        engine.complete(token, Map.of("answer", "yes"), "");

        assertThat(rows.output(run, "after")).isEqualTo("yes");
        assertThat(rows.complete(run)).isTrue();
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() {
        HandlerDraft good = handler("test_stays").parameter("input", "").executing("results('output' => 'stays')");
        install(good, false);

        refused(handler("test_stays").file("README", "x"), "invalid_handler", "init.rb");
        refused(handler("test_stays").init("class Other; end"), "invalid_handler", "'TestStaysV1'", "'Other'");
        refused(
                handler("test_stays").init("class TestStaysV1\n  def execute(\n  end\nend"),
                "invalid_handler",
                "handler/init.rb:3");
        refused(
                handler("test_stays").executing("''").file("handler/lib/x.rb", "\n\nend end"),
                "invalid_handler",
                "handler/lib/x.rb:3");
        refused(handler("test_stays").executing("''").file("../out.rb", ""), "unsafe_path", "../out.rb");
        refused(handler("system_x").executing("''"), "reserved_definition", "system_x_v1");
        refused(handler("test_once").executing("''"), "reserved_definition", "test_once_v1");
        assertThat(EngineInTest.refusal(() -> handlers.change(
                                "test_stays_v1", properties(Map.of("nobody", Optional.of("x"))), EngineInTest.ANNA))
                        .errorKey())
                .contains("unknown_property");

        assertThat(handlers.zip("test_stays_v1")).isEqualTo(good.zip());
        assertThat(rows.output(engine.run(using("stays", "test_stays_v1")), "after"))
                .isEqualTo("stays");
    }

    private void refused(HandlerDraft draft, String errorKey, String... words) {
        Refusal refusal = EngineInTest.refusal(() -> install(draft, true));
        assertThat(refusal.errorKey()).contains(errorKey);
        assertThat(refusal.getMessage()).contains(words);
    }

    @Test
    void whatIsDeletedLeavesNothing() {
        install(handler("test_gone").property("key", "", true).executing("''"), false);
        handlers.change("test_gone_v1", properties(Map.of("key", Optional.of(SECRET))), EngineInTest.ANNA);
        String owner = rows.one("SELECT secret_owner FROM handler WHERE definition_id = 'test_gone_v1'");
        String checksum = rows.one("SELECT checksum FROM handler WHERE definition_id = 'test_gone_v1'");

        handlers.delete("test_gone_v1");

        assertThat(rows.number("SELECT count(*) FROM handler_package WHERE checksum = ?", checksum))
                .isZero();
        assertThat(rows.number("SELECT count(*) FROM integrator_secret WHERE owner = ?", owner))
                .isZero();
        assertThat(rows.described(rows.error(engine.run(using("gone", "test_gone_v1")))))
                .startsWith("Missing Handler Error");
        assertThat(EngineInTest.refusal(() -> handlers.find("test_gone_v1")).reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
    }

    @Test
    void whatUsesAPausedHandlerWaitsUntilItIsActiveAgain() {
        install(handler("test_pause").parameter("input", "").executing("results('output' => 'performed')"), false);
        HandlerView paused = handlers.change("test_pause_v1", status("Paused"), EngineInTest.ANNA);
        assertThat(paused.status()).isEqualTo("Paused");

        long run = engine.run(using("pause", "test_pause_v1"));
        assertThat(rows.tasks(run)).containsEntry("h", "NEW").doesNotContainKey("after");
        assertThat(handlers.durations("test_pause_v1").paused()).isEqualTo(1);
        // A new package does not let go what waits for the handler.
        install(handler("test_pause").parameter("input", "").executing("results('output' => 'later')"), true);
        engine.workers.rest();
        assertThat(rows.tasks(run)).containsEntry("h", "NEW");

        handlers.change("test_pause_v1", status("Active"), EngineInTest.ANNA);
        engine.workers.rest();

        assertThat(rows.output(run, "after")).isEqualTo("later");
        assertThat(rows.complete(run)).isTrue();
        assertThat(handlers.durations("test_pause_v1").paused()).isZero();
        assertThat(handlers.durations("test_pause_v1").millis()).hasSize(1);
    }

    @Test
    void whatWaitsForAHandlerThatIsDeletedIsAnError() {
        install(handler("test_last").executing("''"), false);
        handlers.change("test_last_v1", status("Paused"), EngineInTest.ANNA);
        long run = engine.run(using("last", "test_last_v1"));

        handlers.delete("test_last_v1");
        engine.workers.rest();

        assertThat(rows.described(rows.error(run))).startsWith("Missing Handler Error");
    }

    @Test
    void whoChangedWhatIsWrittenDownWithoutSecrets() {
        install(
                handler("test_audit")
                        .property("server", "a", false)
                        .property("password", "", true)
                        .executing("''"),
                false);
        handlers.change(
                "test_audit_v1",
                properties(Map.of("server", Optional.of("b"), "password", Optional.of(SECRET))),
                EngineInTest.ANNA);
        handlers.change("test_audit_v1", status("Paused"), EngineInTest.ANNA);
        handlers.change("test_audit_v1", status("Paused"), EngineInTest.ANNA);

        List<AuditView> audits = handlers.audits(List.of("test_audit_v1")).get("test_audit_v1");

        assertThat(audits)
                .extracting(AuditView::action, AuditView::createdBy)
                .containsExactly(
                        tuple("Handler Updated", "änna"),
                        tuple("Handler Updated", "änna"),
                        tuple("Handler Imported", "änna"));
        assertThat(audits.get(0).changes()).isEqualTo("{\"status\":{\"from\":\"Active\",\"to\":\"Paused\"}}");
        assertThat(audits.get(1).changes())
                .contains("\"server\":{\"from\":null,\"to\":\"b\"}", "\"password\":{\"set\":true}")
                .doesNotContain("s3cr3t");
        assertThat(EngineInTest.refusal(() -> handlers.change("test_audit_v1", status("Asleep"), EngineInTest.ANNA))
                        .getMessage())
                .contains("'Asleep'");
    }

    private static Change status(String status) {
        return new Change(Optional.empty(), Optional.empty(), Optional.of(status), Optional.empty(), Map.of());
    }

    @Test
    void aLargePackageComesBackByteByByte() {
        byte[] noise = new byte[700_000];
        new Random(7).nextBytes(noise);
        HandlerDraft draft = handler("test_large").executing("''").file("handler/data.bin", noise);

        install(draft, false);

        assertThat(handlers.zip("test_large_v1")).isEqualTo(draft.zip());
        assertThat(handlers.list(0, 0).items())
                .extracting(HandlerView::definitionId)
                .contains("test_large_v1");
    }
}
