package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.integrator.script.ScriptDesk;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.StandingRules;
import dev.arbor.platform.api.Account;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.Event;
import dev.arbor.platform.event.EventQueue;
import dev.arbor.platform.event.Outbox;
import dev.arbor.platform.file.FileStore;
import dev.arbor.platform.form.FormEvents;
import dev.arbor.platform.form.FormModels;
import dev.arbor.platform.form.FormRemoval;
import dev.arbor.platform.form.StoredForms;
import dev.arbor.platform.kapp.StoredCollections;
import dev.arbor.platform.kapp.StoredKapps;
import dev.arbor.platform.ksl.Ksl;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import dev.arbor.platform.space.StoredSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The platform on a database, put together as the server does, with a clock that moves a second at each look. */
final class PlatformInTest {

    static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.of("Ädmin"), Optional.empty(), true, false), 0);
    static final Identity ANNA = Identity.of(new Account("anna", Optional.empty(), Optional.empty(), false, false), 0);

    final PlainTransactions transactions;
    final AtomicInteger rings = new AtomicInteger();
    final List<Runnable> handedOver = new ArrayList<>();
    final StoredSpace space;
    final StoredKapps kapps;
    final StoredForms forms;
    final StoredCollections collections;
    final StoredSubmissions submissions;
    final StoredActivities activities;
    final SubmissionFiles files;
    final StoredJobs jobs;
    final Outbox outbox;
    private Instant now = Instant.parse("2026-03-01T10:00:00.123456Z");

    PlatformInTest(TestDatabase database, Path folder, long largestFile) {
        transactions = new PlainTransactions(database.source());
        InstantSource time = () -> now = now.plus(Duration.ofSeconds(1));
        SpaceTable.ensure(transactions, time, "arbor");
        StandingRules rules = new StandingRules();
        FormModels models = new FormModels();
        FileStore store = new FileStore(folder, largestFile);
        outbox = new Outbox(new Ids(database.source()), rings::incrementAndGet);
        Expressions expressions = new Expressions(new ScriptDesk());
        SubmissionEvents events = new SubmissionEvents(outbox);
        SubmissionRemoval removal = new SubmissionRemoval(models, store);
        FormRemoval formRemoval = new FormRemoval(List.of(removal));
        SubmissionViews views = new SubmissionViews(rules, models);
        PolicyDefinitions policies = new PolicyDefinitions(new Ksl(new ScriptDesk()));
        space = new StoredSpace(transactions, rules, policies, time);
        kapps = new StoredKapps(transactions, rules, policies, List.of(formRemoval), time);
        forms = new StoredForms(transactions, rules, formRemoval, new FormEvents(outbox), time);
        collections = new StoredCollections(transactions, rules, policies, time);
        submissions = new StoredSubmissions(
                transactions,
                rules,
                models,
                new Steps(new ValueRules(expressions), expressions),
                new SubmissionWriter(expressions, events),
                removal,
                events,
                views,
                new SubmissionSearch(rules, models, views),
                time);
        activities = new StoredActivities(transactions, rules, models, time);
        files = new SubmissionFiles(transactions, rules, models, store, time);
        jobs = new StoredJobs(
                transactions, rules, models, new IndexBuilding(transactions, models, time), handedOver::add, time);
    }

    /** JSON with apostrophes for quotes. */
    static ObjectNode json(String text) {
        return Documents.read(text.replace('\'', '"'));
    }

    /** The events that were not delivered, as {@code Type Action}, oldest first. */
    List<String> told() {
        return events().stream()
                .map(event -> event.type() + " " + event.action())
                .toList();
    }

    List<Event> events() {
        return transactions.call(unit -> EventQueue.next(unit.connection(), now, 1000));
    }

    /** What an event tells. */
    ObjectNode payload(Event event) {
        return transactions.call(
                unit -> Documents.read(EventQueue.payloads(unit.connection(), List.of(event.payloadId()))
                        .get(event.payloadId())));
    }

    /** Delivers all events. */
    void forgetEvents() {
        transactions.call(unit -> {
            EventQueue.delivered(unit.connection(), EventQueue.next(unit.connection(), now, 1000));
            return null;
        });
    }

    long count(String table) {
        return transactions.call(
                unit -> Rows.one(unit.connection(), "SELECT count(*) FROM " + table, row -> row.getLong(1))
                        .orElseThrow());
    }
}
