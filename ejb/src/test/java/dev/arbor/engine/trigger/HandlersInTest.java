package dev.arbor.engine.trigger;

import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.engine.handler.InsideHandlers;
import dev.arbor.engine.handler.OutsideHandler;
import dev.arbor.engine.handler.OutsideHandlers;
import dev.arbor.engine.handler.store.BuiltInHandlers;
import dev.arbor.engine.handler.store.BuiltInProperties;
import dev.arbor.engine.handler.store.BuiltInRows;
import dev.arbor.engine.handler.store.HandlerCatalog;
import dev.arbor.engine.handler.store.HandlerEdits;
import dev.arbor.engine.handler.store.HandlerImports;
import dev.arbor.engine.handler.store.HandlerJournal;
import dev.arbor.engine.handler.store.HandlerSecrets;
import dev.arbor.engine.handler.store.StoredHandlers;
import dev.arbor.engine.handler.store.SystemControls;
import dev.arbor.engine.handler.zip.ZipBounds;
import dev.arbor.engine.ruby.ImportedRubyHandlers;
import dev.arbor.engine.ruby.RubyHandlers;
import dev.arbor.engine.ruby.RuntimeSettings;
import dev.arbor.engine.setting.CatalogVersion;
import dev.arbor.integrator.vault.KeyRing;
import dev.arbor.integrator.vault.SealedBox;
import dev.arbor.integrator.vault.Secrets;
import dev.arbor.integrator.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Handlers that are kept in a database, put together as the container does it. */
final class HandlersInTest implements AutoCloseable {

    final StoredHandlers stored;
    final ImportedHandlers imported;
    final HandlerProperties properties;
    final BuiltInRows rows;
    private final RubyHandlers ruby;

    HandlersInTest(
            DataSource database,
            Transactions transactions,
            Supplier<EngineInTest> engine,
            List<? extends OutsideHandler> deployed,
            Path folder,
            InstantSource clock) {
        HandlerSecrets secrets = new HandlerSecrets(new SealedBox(
                new dev.arbor.integrator.database.Transactions(database),
                new Secrets(new Vault(KeyRing.parse("k:" + Base64.getEncoder().encodeToString(new byte[32]))))));
        HandlerCatalog catalog = new HandlerCatalog(transactions, secrets);
        ruby = new RubyHandlers(
                folder,
                ZipBounds.USUAL,
                catalog::content,
                new RuntimeSettings(Duration.ofMinutes(10), Duration.ofMinutes(10), 2),
                Executors.defaultThreadFactory());
        BuiltInHandlers builtIn = new BuiltInHandlers(
                new InsideHandlers(List.of()), new OutsideHandlers(List.copyOf(deployed), ImportedHandlers.NONE));
        HandlerJournal journal = new HandlerJournal(
                new Ids(database),
                new CatalogVersion(
                        transactions, List.of(() -> engine.get().paused.reload()), clock),
                (unit, id) -> engine.get().pausedTriggers.release(unit, id),
                clock);
        stored = new StoredHandlers(
                transactions,
                catalog,
                new HandlerImports(transactions, secrets, ruby, builtIn, journal, ZipBounds.USUAL, clock),
                new HandlerEdits(transactions, catalog, secrets, builtIn, journal, clock),
                builtIn,
                new SystemControls(clock.instant()));
        imported = new ImportedRubyHandlers(catalog, EngineInTest.RUBY, ruby);
        properties = new BuiltInProperties(catalog);
        rows = new BuiltInRows(transactions, builtIn, secrets, clock);
    }

    @Override
    public void close() {
        ruby.close();
    }
}
