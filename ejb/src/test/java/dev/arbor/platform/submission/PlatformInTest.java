package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.PlainTransactions;
import dev.arbor.engine.database.TestDatabase;
import dev.arbor.integrator.api.ScriptException;
import dev.arbor.integrator.api.Scripts;
import dev.arbor.integrator.script.ScriptDesk;
import dev.arbor.platform.access.Identities;
import dev.arbor.platform.access.PolicyAuthoriser;
import dev.arbor.platform.access.PolicyDefinitions;
import dev.arbor.platform.access.PolicyLog;
import dev.arbor.platform.access.Scopes;
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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** The platform on a database, put together as the server does, with a clock that moves a second at each look. */
final class PlatformInTest {

    static final Identity ADMIN =
            Identity.of(new Account("admin", Optional.of("Ädmin"), Optional.empty(), true, false), 0);
    static final Identity ANNA = Identity.of(new Account("anna", Optional.empty(), Optional.empty(), false, false), 0);

    final PlainTransactions transactions;
    final AtomicInteger rings = new AtomicInteger();

    /** How many rules were judged by the script engine. */
    final AtomicInteger judged = new AtomicInteger();

    /** How many statements the database was sent. */
    final AtomicInteger statements = new AtomicInteger();

    /** What operators were told of policies, and the clock by which they are, in nanoseconds. */
    final List<String> warnings = new ArrayList<>();

    final AtomicLong looked = new AtomicLong();
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
        transactions = new PlainTransactions(counted(database.source()));
        InstantSource time = () -> now = now.plus(Duration.ofSeconds(1));
        SpaceTable.ensure(transactions, time, "arbor");
        Ksl ksl = new Ksl(new CountedScripts(judged));
        PolicyAuthoriser rules = new PolicyAuthoriser(
                transactions,
                ksl,
                new Scopes(),
                new Identities(transactions),
                new PolicyLog(looked::get, warnings::add));
        FormModels models = new FormModels();
        FileStore store = new FileStore(folder, largestFile);
        outbox = new Outbox(new Ids(database.source()), rings::incrementAndGet);
        Expressions expressions = new Expressions(new ScriptDesk());
        SubmissionEvents events = new SubmissionEvents(outbox);
        SubmissionRemoval removal = new SubmissionRemoval(models, store);
        FormRemoval formRemoval = new FormRemoval(List.of(removal));
        SubmissionViews views = new SubmissionViews(rules, models);
        PolicyDefinitions policies = new PolicyDefinitions(ksl);
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

    private DataSource counted(DataSource source) {
        return (DataSource) proxy(
                DataSource.class,
                source,
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, statement -> {
                            if (statement instanceof PreparedStatement) {
                                statements.incrementAndGet();
                            }
                            return statement;
                        })
                        : result);
    }

    private static Object proxy(Class<?> type, Object target, UnaryOperator<Object> result) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return result.apply(method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** The scripts of the server, counted where rules are judged by them. */
    private record CountedScripts(Scripts scripts, AtomicInteger judged) implements Scripts {

        CountedScripts(AtomicInteger judged) {
            this(new ScriptDesk(), judged);
        }

        @Override
        public Inspection inspect(String expression) {
            return scripts.inspect(expression);
        }

        @Override
        public boolean judge(String expression, Map<String, ScriptFunction> functions) throws ScriptException {
            judged.incrementAndGet();
            return scripts.judge(expression, functions);
        }

        @Override
        public List<JsonNode> evaluate(List<String> expressions, Map<String, ScriptFunction> functions)
                throws ScriptException {
            return scripts.evaluate(expressions, functions);
        }
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
