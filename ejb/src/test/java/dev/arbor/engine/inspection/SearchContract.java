package dev.arbor.engine.inspection;

import static dev.arbor.engine.inspection.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.engine.api.ErrorFilter;
import dev.arbor.engine.api.ErrorPart;
import dev.arbor.engine.api.ErrorView;
import dev.arbor.engine.api.Found;
import dev.arbor.engine.api.RunFilter;
import dev.arbor.engine.api.RunOrder;
import dev.arbor.engine.api.RunPart;
import dev.arbor.engine.api.RunTreeFilter;
import dev.arbor.engine.api.RunView;
import dev.arbor.engine.api.Slice;
import dev.arbor.engine.api.Slice.Counting;
import dev.arbor.engine.api.Span;
import dev.arbor.engine.api.TaskView;
import dev.arbor.engine.api.Timeline;
import dev.arbor.engine.api.TriggerFilter;
import dev.arbor.engine.api.TriggerPart;
import dev.arbor.engine.api.TriggerView;
import dev.arbor.engine.database.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What searches find on every database.
 *
 * <pre>
 *   1 Kinetic Request CE :: Forms > IT :: Submitted      runs 1 complete, 2 waiting, 3 error, 4 running, 5 staged
 *   2 - :: - :: Routine                                  run 6, called by 4
 *   3 Kinetic Task :: Run Error :: Notify on Run Error   run 7
 *   4 Adhoc :: 100%_sure! :: Élan — ünïcode, deleted     run 8
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchContract {

    private static final Instant NOW = NOON.plusSeconds(3600);

    private TestDatabase database;
    private SessionFactory sessions;
    private Rows rows;
    private EntityManager entities;
    private RunSearch runs;
    private TriggerSearch triggers;
    private ErrorSearch errors;

    /** A fresh database. */
    abstract TestDatabase fresh();

    @BeforeAll
    void start() throws SQLException {
        database = fresh();
        rows = new Rows(database.source());
        sessions =
                database.inTransaction(manager -> manager.unwrap(Session.class).getSessionFactory());
        sessions.getStatistics().setStatisticsEnabled(true);
    }

    @AfterAll
    void stop() throws SQLException {
        rows.close();
        database.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        rows.clear();
        rows.tree(1, "Kinetic Request CE", "Forms > IT", "Submitted");
        rows.tree(2, "-", "-", "Routine", "type", "GLOBAL_ROUTINE", "definition_id", "routine_x_v1");
        rows.tree(3, "Kinetic Task", "Run Error", "Notify on Run Error");
        rows.tree(4, "Adhoc", "100%_sure!", "Élan — ünïcode", "deleted_id", 4L);
        rows.run(
                1,
                1,
                "completed_at",
                NOON.plusSeconds(5),
                "source_id",
                "sub-1",
                "open_work",
                0,
                "source_data",
                "{\"values\":{\"Name\":\"Zoë — 🌳\"}}",
                "inputs",
                "{}",
                "outputs",
                "{\"content\":\"ok\"}");
        rows.run(2, 1, "source_id", "sub-2");
        rows.run(3, 1, "active_errors", 2);
        rows.run(4, 1, "source_id", "sub-4");
        rows.run(5, 1, "status", "STAGED");
        rows.run(
                6,
                2,
                "parent_id",
                4L,
                "originating_id",
                4L,
                "token",
                "a".repeat(40),
                "inputs",
                "{\"b\":\"2\",\"a\":\"1\"}");
        rows.run(7, 3, "created_by", "SYSTEM");
        rows.run(8, 4);
        rows.task(11, 1, "Echo", "results", "{\"output\":\"test\"}");
        rows.task(12, 2, "Wait", "status", "WIP", "token", "b".repeat(40), "definition_id", "system_wait_v1");
        rows.task(13, 3, "Bad", "status", "NEW", "duration", 0L, "attempts", 2);
        rows.task(14, 4, "Call", "status", "IN_FLIGHT", "duration", 0L);
        rows.row(
                "task_message",
                "id",
                1L,
                "run_id",
                1L,
                "task_id",
                11L,
                "type",
                "COMPLETE",
                "text",
                "Done",
                "created_at",
                NOON);
        rows.row(
                "task_attempt",
                "task_id",
                13L,
                "number",
                1,
                "started_at",
                NOON,
                "ended_at",
                NOON.plusSeconds(1),
                "error_id",
                31L);
        rows.row(
                "task_attempt",
                "task_id",
                13L,
                "number",
                2,
                "started_at",
                NOON.plusSeconds(2),
                "ended_at",
                NOON.plusSeconds(3),
                "error_id",
                32L);
        rows.trigger(21, 1);
        rows.trigger(
                22,
                2,
                "status",
                "NEW",
                "action",
                "COMPLETE",
                "type",
                "DEFERRED",
                "branch_id",
                220L,
                "scheduled_at",
                NOW.plusSeconds(60),
                "due_at",
                NOW.plusSeconds(60),
                "token",
                "b".repeat(40));
        rows.trigger(
                23, 3, "status", "FAILED", "type", "MANAGEMENT", "originator", "ENGINE Run Error", "branch_id", 23L);
        rows.trigger(24, 4, "status", "WIP", "member", "here", "branch_id", 24L);
        rows.trigger(25, 5, "status", "NEW", "mode", "STAGED");
        rows.trigger(
                26,
                6,
                "status",
                "NEW",
                "due_at",
                NOW.minusSeconds(1),
                "scheduled_at",
                NOW.minusSeconds(1),
                "results",
                "{\"x\":\"y\"}");
        rows.trigger(27, 4, "status", "PAUSED", "branch_id", 24L);
        rows.trigger(28, 4, "status", "MANAGED", "management_action", "Retry Task", "branch_id", 24L);
        rows.error(31, 3, "task_id", 13L, "trigger_id", 23L);
        rows.error(32, 3, "type", "Connector Error", "node_id", "start");
        rows.error(33, 1, "status", "HANDLED", "type", "Handler Error", "definition_id", "smtp_email_send_v1");
        rows.row(
                "error_message", "id", 1L, "error_id", 33L, "text", "Fixed", "created_at", NOON, "created_by", "admin");
        rows.row(
                "run_audit",
                "id",
                1L,
                "run_id",
                1L,
                "action",
                "Run Update",
                "message",
                "typo",
                "changes",
                "{}",
                "created_at",
                NOON,
                "created_by",
                "admin");
        rows.commit();
        entities = sessions.createEntityManager();
        RunViewsNow views = new RunViewsNow(entities, InstantSource.fixed(NOW), SearchContract::noDefinition, false);
        runs = new RunSearch(entities, views);
        triggers = new TriggerSearch(entities, views);
        errors = new ErrorSearch(entities, views);
    }

    @AfterEach
    void close() {
        entities.close();
    }

    @Test
    void showsTheNewestRunsFirstAndHidesThoseOfTheEngine() {
        assertThat(ids(runs(RunFilter.ALL))).containsExactly(8L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(ids(runs(new RunFilters().includeSystem().filter())))
                .containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(ids(runs(new RunFilters().tree(source("Kinetic Task")).filter())))
                .containsExactly(7L);
    }

    @Test
    void tellsHowRunsStand() {
        assertThat(runs(RunFilter.ALL).rows())
                .extracting(RunView::id, RunView::status, RunView::state)
                .containsExactly(
                        row(8L, "Started", "Waiting"),
                        row(6L, "Started", "Running"),
                        row(5L, "Staged", "Staged"),
                        row(4L, "Started", "Running"),
                        row(3L, "Started", "Error"),
                        row(2L, "Started", "Waiting"),
                        row(1L, "Started", "Complete"));
    }

    @Test
    void showsCompleteAsStatusWhereTheSettingAsksForIt() {
        RunViewsNow views = new RunViewsNow(entities, InstantSource.fixed(NOW), SearchContract::noDefinition, true);
        RunSearch shows = new RunSearch(entities, views);
        assertThat(shows.find(1, Set.of()).orElseThrow().status()).isEqualTo("Complete");
        assertThat(shows.find(2, Set.of()).orElseThrow().status()).isEqualTo("Started");
        Found<RunView> started =
                shows.search(new RunFilters().status("Started").filter(), RunOrder.NEWEST, Slice.FIRST, Set.of());
        assertThat(ids(started)).doesNotContain(1L).contains(2L);
    }

    @Test
    void findsRunsByStatusAndByState() {
        assertThat(ids(runs(status("Started")))).containsExactly(8L, 6L, 4L, 3L, 2L, 1L);
        assertThat(ids(runs(status("staged")))).containsExactly(5L);
        assertThat(ids(runs(status("Completed")))).containsExactly(1L);
        assertThat(ids(runs(status("Complete")))).containsExactly(1L);
        assertThat(ids(runs(status("Error")))).containsExactly(3L);
        assertThat(ids(runs(status("Failed")))).containsExactly(3L);
        assertThat(ids(runs(status("Running")))).containsExactly(6L, 4L);
        assertThat(ids(runs(status("Waiting")))).containsExactly(8L, 2L);
        assertThat(ids(runs(status("No such word")))).isEmpty();
    }

    @Test
    void findsRunsByEachFilter() {
        assertThat(ids(runs(new RunFilters().id(7).status("Staged").filter()))).containsExactly(7L);
        assertThat(ids(runs(new RunFilters().afterId(4).filter()))).containsExactly(8L, 6L, 5L);
        assertThat(ids(runs(new RunFilters().beforeId(3).filter()))).containsExactly(2L, 1L);
        assertThat(ids(runs(new RunFilters().sourceId("sub-2").filter()))).containsExactly(2L);
        assertThat(ids(runs(new RunFilters().parentId(4).filter()))).containsExactly(6L);
        assertThat(ids(runs(new RunFilters().originatingId(4).filter()))).containsExactly(6L, 4L);
        assertThat(ids(runs(new RunFilters().originatingId(6).filter()))).isEmpty();
        assertThat(ids(runs(new RunFilters().tree(source("No such source")).filter())))
                .isEmpty();
    }

    @Test
    void includesTheStartAndLeavesOutTheEndOfASpan() {
        Span span = new Span(Optional.of(NOON.plusSeconds(2)), Optional.of(NOON.plusSeconds(4)));
        assertThat(ids(runs(new RunFilters().created(span).filter()))).containsExactly(3L, 2L);
    }

    @Test
    void findsRunsByTheirTree() {
        assertThat(treeRuns(Optional.of("Kinetic Request CE"), List.of("Forms > IT"), "", "Submitted", ""))
                .hasSize(5);
        assertThat(treeRuns(Optional.empty(), List.of("-", "100%_sure!"), "", "", ""))
                .containsExactly(8L, 6L);
        assertThat(treeRuns(Optional.empty(), List.of(), "", "Élan — ünïcode", ""))
                .containsExactly(8L);
        assertThat(treeRuns(Optional.empty(), List.of(), "", "", "UBMIT")).hasSize(5);
        assertThat(ids(runs(new RunFilters().tree(treeId(2)).filter()))).containsExactly(6L);
        assertThat(ids(runs(new RunFilters().tree(type("global routine")).filter())))
                .containsExactly(6L);
        assertThat(ids(runs(new RunFilters().tree(type("No such type")).filter())))
                .isEmpty();
    }

    @Test
    void takesFragmentsLiterally() {
        assertThat(treeRuns(Optional.empty(), List.of(), "0%_S", "", "")).containsExactly(8L);
        assertThat(treeRuns(Optional.empty(), List.of(), "sure!", "", "")).containsExactly(8L);
        assertThat(treeRuns(Optional.empty(), List.of(), "1%s", "", "")).isEmpty();
        assertThat(treeRuns(Optional.empty(), List.of(), "_T", "", "")).isEmpty();
    }

    @Test
    void pagesAndCounts() {
        Found<RunView> page = search(RunOrder.NEWEST, new Slice(3, 2, Counting.ROWS_AND_COUNT));
        assertThat(ids(page)).containsExactly(5L, 4L, 3L);
        assertThat(page.count()).hasValue(7);
        assertThat(search(RunOrder.NEWEST, new Slice(3, 100, Counting.ROWS_AND_COUNT))
                        .count())
                .hasValue(7);
        assertThat(search(RunOrder.NEWEST, new Slice(0, 0, Counting.ROWS_AND_COUNT))
                        .rows())
                .hasSize(7);
        Found<RunView> counted = search(RunOrder.NEWEST, new Slice(3, 0, Counting.COUNT_ONLY));
        assertThat(counted.count()).hasValue(7);
        assertThat(counted.rows()).isEmpty();
        Found<RunView> more = search(RunOrder.NEWEST, new Slice(6, 0, Counting.ROWS_AND_MORE));
        assertThat(more.count()).isEmpty();
        assertThat(more.more()).isTrue();
        assertThat(more.rows()).hasSize(6);
        assertThat(search(RunOrder.NEWEST, new Slice(7, 0, Counting.ROWS_AND_MORE))
                        .more())
                .isFalse();
    }

    @Test
    void ordersByEachField() {
        for (RunOrder.Field field : RunOrder.Field.values()) {
            List<Long> up = ids(search(new RunOrder(field, false), Slice.FIRST));
            assertThat(up).as(field.label()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 8L);
        }
        assertThat(ids(search(new RunOrder(RunOrder.Field.TREE_SOURCE_NAME, false), Slice.FIRST)))
                .containsExactly(6L, 8L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void showsWhatBelongsToARun() {
        RunView run = runs.find(1, EnumSet.complementOf(EnumSet.of(RunPart.TREE_INPUTS, RunPart.TREE_OUTPUTS)))
                .orElseThrow();
        assertThat(run.source()).isEqualTo(new RunView.Source("Kinetic Request CE", "Active", "Kinetic Request CE"));
        assertThat(run.tree().title()).isEqualTo("Kinetic Request CE :: Forms > IT :: Submitted");
        assertThat(run.payload().orElseThrow().sourceData()).hasValue("{\"values\":{\"Name\":\"Zoë — 🌳\"}}");
        assertThat(run.payload().orElseThrow().outputs()).containsEntry("content", "ok");
        assertThat(run.tasks()).extracting(TaskView::status).containsExactly("Closed");
        assertThat(run.tasks().get(0).messages())
                .extracting(TaskView.Message::text)
                .containsExactly("Done");
        assertThat(run.tasks().get(0).results()).containsEntry("output", "test");
        assertThat(run.triggers()).extracting(TriggerView::action).containsExactly("Root");
        assertThat(run.exceptions()).extracting(ErrorView::status).containsExactly("Handled");
        assertThat(run.exceptions().get(0).text().orElseThrow()).startsWith("PROBLEM");
        assertThat(run.exceptions().get(0).messages())
                .extracting(ErrorView.Note::text)
                .containsExactly("Fixed");
        assertThat(run.audits()).hasSize(1);
        assertThat(runs.find(6, Set.of(RunPart.PAYLOAD))
                        .orElseThrow()
                        .payload()
                        .orElseThrow()
                        .inputs())
                .containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
        assertThat(runs.find(99, Set.of())).isEmpty();
    }

    @Test
    void showsParentAndChildren() {
        assertThat(runs.find(4, Set.of(RunPart.CHILDREN)).orElseThrow().children())
                .extracting(RunView::id)
                .containsExactly(6L);
        assertThat(runs.find(6, Set.of(RunPart.PARENT))
                        .orElseThrow()
                        .parent()
                        .orElseThrow()
                        .id())
                .isEqualTo(4);
        assertThat(runs.find(6, Set.of(RunPart.PARENT)).orElseThrow().tree().definitionId())
                .hasValue("routine_x_v1");
    }

    @Test
    void asksOncePerKindHoweverManyRuns() {
        EnumSet<RunPart> parts = EnumSet.complementOf(EnumSet.of(RunPart.TREE_INPUTS, RunPart.TREE_OUTPUTS));
        long few = statements(() -> runs(new RunFilters().beforeId(2).filter(), parts));
        entities.clear();
        long many = statements(() -> runs(RunFilter.ALL, parts));
        // Runs without a parent or an open state ask nothing about parents and triggers: at most three more.
        assertThat(many).isLessThanOrEqualTo(few + 3).isLessThan(18);
    }

    @Test
    void showsEachAttemptOfATask() {
        TaskView failed = runs.task(3, 13).orElseThrow();
        assertThat(failed.attempts())
                .containsExactly(
                        new TaskView.Attempt(1, NOON, Optional.of(NOON.plusSeconds(1)), Optional.of(31L)),
                        new TaskView.Attempt(
                                2, NOON.plusSeconds(2), Optional.of(NOON.plusSeconds(3)), Optional.of(32L)));
        assertThat(runs.task(1, 11).orElseThrow().attempts())
                .containsExactly(new TaskView.Attempt(1, NOON, Optional.of(NOON.plusMillis(20)), Optional.empty()));
        assertThat(runs.task(2, 12).orElseThrow().attempts())
                .containsExactly(new TaskView.Attempt(1, NOON, Optional.of(NOON.plusMillis(11)), Optional.empty()));
        TaskView inFlight = runs.task(4, 14).orElseThrow();
        assertThat(inFlight.status()).isEqualTo("New");
        assertThat(inFlight.inFlight()).isTrue();
        assertThat(inFlight.attempts())
                .containsExactly(new TaskView.Attempt(1, NOON, Optional.empty(), Optional.empty()));
        assertThat(runs.task(1, 13)).isEmpty();
        assertThat(runs.tasks(99, Set.of())).isEmpty();
        assertThat(runs.tasks(7, Set.of()).orElseThrow()).isEmpty();
    }

    @Test
    void findsTriggersByEachFilter() {
        assertThat(triggerIds(TriggerFilter.ALL)).containsExactly(28L, 27L, 26L, 25L, 24L, 23L, 22L, 21L);
        assertThat(triggerIds(new TriggerFilters().runId(4).filter())).containsExactly(28L, 27L, 24L);
        assertThat(triggerIds(new TriggerFilters().branchId(24).filter())).containsExactly(28L, 27L, 24L);
        assertThat(triggerIds(new TriggerFilters().branchId(220).filter())).containsExactly(22L);
        assertThat(triggerIds(new TriggerFilters().action("complete").filter())).containsExactly(22L);
        assertThat(triggerIds(new TriggerFilters().status("Work In Progress").filter()))
                .containsExactly(24L);
        assertThat(triggerIds(new TriggerFilters().status("Open").filter())).isEmpty();
        assertThat(triggerIds(
                        new TriggerFilters().managementAction("Retry Task").filter()))
                .containsExactly(28L);
        assertThat(triggerIds(new TriggerFilters().token("b".repeat(40)).filter()))
                .containsExactly(22L);
        assertThat(triggerIds(new TriggerFilters().token("no such token").filter()))
                .isEmpty();
        assertThat(triggerIds(new TriggerFilters().tree(source("-")).filter())).containsExactly(26L);
        assertThat(triggerIds(new TriggerFilters().sourceId("sub-2").filter())).containsExactly(22L);
        assertThat(triggerIds(new TriggerFilters()
                        .timeline(Timeline.SCHEDULED_AT, Span.ALL, false)
                        .filter()))
                .startsWith(21L)
                .endsWith(22L);
    }

    @Test
    void knowsTheQueues() {
        assertThat(triggerIds(
                        new TriggerFilters().queue(TriggerFilter.Queue.BACKLOG).filter()))
                .containsExactly(26L);
        assertThat(triggerIds(new TriggerFilters()
                        .queue(TriggerFilter.Queue.SCHEDULED)
                        .filter()))
                .containsExactly(22L);
        assertThat(triggerIds(
                        new TriggerFilters().queue(TriggerFilter.Queue.PAUSED).filter()))
                .containsExactly(27L);
    }

    @Test
    void showsWhatBelongsToATrigger() {
        TriggerView trigger =
                triggers.find(27, EnumSet.allOf(TriggerPart.class)).orElseThrow();
        assertThat(trigger.run().orElseThrow().id()).isEqualTo(4);
        assertThat(trigger.tree().orElseThrow().name()).isEqualTo("Submitted");
        assertThat(trigger.branchHead().orElseThrow().id()).isEqualTo(24);
        assertThat(triggers.find(26, Set.of()).orElseThrow().results()).containsEntry("x", "y");
        assertThat(triggers.find(23, Set.of()).orElseThrow().type()).isEqualTo("Management");
        assertThat(triggers.find(99, Set.of())).isEmpty();
    }

    @Test
    void findsErrorsByEachFilter() {
        assertThat(errorIds(ErrorFilter.ALL)).containsExactly(33L, 32L, 31L);
        assertThat(errorIds(new ErrorFilters().status("Active").filter())).containsExactly(32L, 31L);
        assertThat(errorIds(new ErrorFilters().type("connector error").filter()))
                .containsExactly(32L);
        assertThat(errorIds(new ErrorFilters().nodeId("start").filter())).containsExactly(32L);
        assertThat(errorIds(new ErrorFilters().handlerId("smtp_email_send_v1").filter()))
                .containsExactly(33L);
        assertThat(errorIds(new ErrorFilters().runId(3).filter())).containsExactly(32L, 31L);
        assertThat(errorIds(new ErrorFilters().sourceId("sub-1").filter())).containsExactly(33L);
        assertThat(errorIds(new ErrorFilters().first("23").filter())).containsExactly(31L);
        assertThat(errorIds(new ErrorFilters().first("x").filter())).isEmpty();
        assertThat(errorIds(new ErrorFilters().tree(source("Adhoc")).filter())).isEmpty();
        Span span = new Span(Optional.of(NOON.plusSeconds(31)), Optional.of(NOON.plusSeconds(33)));
        assertThat(errorIds(new ErrorFilters()
                        .timeline(Timeline.UPDATED_AT, span, false)
                        .filter()))
                .containsExactly(31L, 32L);
    }

    @Test
    void showsTheRunOfAnErrorWithItsSourceData() {
        ErrorView error = errors.find(33, EnumSet.allOf(ErrorPart.class)).orElseThrow();
        assertThat(error.run().orElseThrow().payload().orElseThrow().sourceData())
                .isPresent();
        assertThat(errors.find(31, Set.of()).orElseThrow().text()).isEmpty();
    }

    private static TreeDefinition noDefinition(long treeId, int version) {
        throw new IllegalStateException("Expected nobody to ask for a definition here.");
    }

    private static Tuple row(Object... values) {
        return Tuple.tuple(values);
    }

    private long statements(Runnable question) {
        sessions.getStatistics().clear();
        question.run();
        return sessions.getStatistics().getPrepareStatementCount();
    }

    private Found<RunView> runs(RunFilter filter) {
        return runs(filter, Set.of());
    }

    private Found<RunView> runs(RunFilter filter, Set<RunPart> parts) {
        return runs.search(filter, RunOrder.NEWEST, Slice.FIRST, parts);
    }

    private Found<RunView> search(RunOrder order, Slice slice) {
        return runs.search(RunFilter.ALL, order, slice, Set.of());
    }

    private List<Long> treeRuns(
            Optional<String> source, List<String> groups, String groupFragment, String name, String nameFragment) {
        return ids(runs(new RunFilters()
                .tree(new RunTreeFilter(
                        source,
                        groups,
                        unlessBlank(groupFragment),
                        unlessBlank(name),
                        unlessBlank(nameFragment),
                        OptionalLong.empty(),
                        Optional.empty()))
                .filter()));
    }

    private static Optional<String> unlessBlank(String text) {
        return Optional.of(text).filter(some -> !some.isBlank());
    }

    private static RunFilter status(String word) {
        return new RunFilters().status(word).filter();
    }

    private static RunTreeFilter source(String name) {
        return tree(Optional.of(name), OptionalLong.empty(), Optional.empty());
    }

    private static RunTreeFilter treeId(long id) {
        return tree(Optional.empty(), OptionalLong.of(id), Optional.empty());
    }

    private static RunTreeFilter type(String word) {
        return tree(Optional.empty(), OptionalLong.empty(), Optional.of(word));
    }

    private static RunTreeFilter tree(Optional<String> source, OptionalLong id, Optional<String> type) {
        return new RunTreeFilter(source, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), id, type);
    }

    private static List<Long> ids(Found<RunView> found) {
        return found.rows().stream().map(RunView::id).toList();
    }

    private List<Long> triggerIds(TriggerFilter filter) {
        return triggers.search(filter, Slice.FIRST, Set.of()).rows().stream()
                .map(TriggerView::id)
                .toList();
    }

    private List<Long> errorIds(ErrorFilter filter) {
        return errors.search(filter, Slice.FIRST, Set.of()).rows().stream()
                .map(ErrorView::id)
                .toList();
    }
}
