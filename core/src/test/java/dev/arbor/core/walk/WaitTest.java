package dev.arbor.core.walk;

import static dev.arbor.core.run.TaskStatus.CLOSED;
import static dev.arbor.core.run.TaskStatus.NEW;
import static dev.arbor.core.run.TaskStatus.WIP;
import static dev.arbor.core.tree.ConnectorType.CREATE;
import static dev.arbor.core.tree.ConnectorType.UPDATE;
import static dev.arbor.core.tree.TreeDsl.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.play.PlayEngine;
import dev.arbor.core.play.PlayError;
import dev.arbor.core.play.PlayRun;
import dev.arbor.core.run.ErrorType;
import dev.arbor.core.tree.TreeDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waiting for a time and for others (engine spec 3.7, 3.13). */
class WaitTest {

    private final PlayEngine engine = new PlayEngine();

    /* start --> w --> a */
    @Test
    void waitsInEachUnit() {
        waits("5", "Second", Duration.ofSeconds(5));
        waits("5", "Minute", Duration.ofMinutes(5));
        waits("5", "Hour", Duration.ofHours(5));
        waits("5", "Day", Duration.ofDays(5));
        waits("5", "Week", Duration.ofDays(35));
        waits(" 7 ", " Second ", Duration.ofSeconds(7));
        waits("0.5", "Second", Duration.ofMillis(500));
        waits("1.25", "Hour", Duration.ofMinutes(75));
        waits("1e3", "Second", Duration.ofSeconds(1000));
        waits("2592000.0", "Second", Duration.ofDays(30));
    }

    private void waits(String amount, String unit, Duration time) {
        PlayEngine fresh = new PlayEngine();
        PlayRun run = fresh.run(tree("t")
                .start()
                .wait("w", amount, unit)
                .node("a")
                .path("start", "w", "a")
                .build());

        assertThat(run.status("w")).isEqualTo(WIP);
        fresh.sleep(time.minusMillis(1));
        assertThat(run.status("w")).as(amount + unit).isEqualTo(WIP);
        fresh.sleep(Duration.ofMillis(1));
        assertThat(run.status("w")).as(amount + unit).isEqualTo(CLOSED);
        assertThat(run.performed()).containsExactly("start", "w", "a");
    }

    @Test
    void isDueAtOnceWhenThereIsNothingToWaitFor() {
        for (String amount : List.of("0", "-1", "-99999999999999999999999", "0.0001")) {
            PlayEngine fresh = new PlayEngine();
            PlayRun run = fresh.run(tree("t")
                    .start()
                    .wait("w", amount, "Second")
                    .node("a")
                    .path("start", "w", "a")
                    .build());

            assertThat(run.performed()).as(amount).containsExactly("start", "w", "a");
        }
    }

    @Test
    void refusesWhatIsNoTime() {
        refuses("", "Second", "Expected the parameter 'Time to wait' to be a number, but it was ''.");
        refuses("soon", "Second", "Expected the parameter 'Time to wait' to be a number, but it was 'soon'.");
        refuses("NaN", "Second", "Expected the parameter 'Time to wait' to be a number, but it was 'NaN'.");
        refuses("1", "second", "to be one of Second, Minute, Hour, Day and Week, but it was 'second'.");
        refuses("1", "", "to be one of Second, Minute, Hour, Day and Week, but it was ''.");
        refuses("99999999999999999999", "Week", "Expected to wait a thousand years at most");
        refuses("1e999999999", "Second", "Expected to wait a thousand years at most");
    }

    private void refuses(String amount, String unit, String message) {
        PlayRun run = engine.run(tree("t")
                .start()
                .wait("w", amount, unit)
                .node("a")
                .path("start", "w", "a")
                .build());

        assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.HANDLER);
        assertThat(run.errors().get(0).summary()).contains(message);
        assertThat(run.status("w")).isEqualTo(NEW);
        assertThat(run.performed()).containsExactly("start", "w");
    }

    @Test
    void aTinyNumberWithAHugeExponentCostsNothing() {
        PlayRun run = engine.run(tree("t")
                .start()
                .wait("w", "1e-999999999", "Week")
                .node("a")
                .path("start", "w", "a")
                .build());

        assertThat(run.performed()).containsExactly("start", "w", "a");
    }

    /* start --> w(defers=false) --> a */
    @Test
    void waitsEvenWhenItsNodeSaysThatItDoesNotDefer() {
        PlayRun run = engine.run(tree("t")
                .start()
                .node("w", "system_wait_v1")
                .param("Time to wait", "1")
                .param("Time unit", "Second")
                .node("a")
                .path("start", "w", "a")
                .build());

        assertThat(run.performed()).containsExactly("start", "w");
        engine.sleep(Duration.ofSeconds(1));
        assertThat(run.performed()).containsExactly("start", "w", "a");
    }

    /* start --> w --> a : someone completes the wait before its time */
    @Test
    void aWaitThatWasCompletedBeforeItsTimeIgnoresItsTime() {
        PlayRun run = engine.run(tree("t")
                .start()
                .wait("w", "1", "Hour")
                .node("a")
                .path("start", "w", "a")
                .build());

        engine.complete(run.at("w"), Map.of());
        engine.settle();
        engine.sleep(Duration.ofHours(2));
        assertThat(run.performed()).containsExactly("start", "w", "a");
        assertThat(run.errors()).isEmpty();
        assertThat(run.notes()).containsExactly("the task was completed before");
    }

    @Test
    void completingTwiceIsAnErrorAndRunsNothingAgain() {
        PlayRun run = engine.run(
                tree("t").start().defer("d").node("a").path("start", "d", "a").build());

        engine.complete(run.at("d"), Map.of("n", "1"));
        engine.complete(run.at("d"), Map.of("n", "2"));
        engine.update(run.at("d"), Map.of("n", "3"), "");
        engine.settle();
        assertThat(run.performed()).containsExactly("start", "d", "a");
        assertThat(run.at("d").results()).containsEntry("n", "1");
        assertThat(run.errors())
                .extracting(PlayError::type)
                .containsExactly(ErrorType.INVALID_TRIGGER, ErrorType.INVALID_TRIGGER);
    }

    /* start --> d --create--> e(echo of d's token) */
    @Test
    void aDeferralGivesItsTokenAwayBeforeItWaits() {
        PlayRun run = engine.run(tree("t")
                .start()
                .defer("d")
                .echo("e", "${d.deferral_token}")
                .path("start", "d")
                .connect("d", "e")
                .on(CREATE)
                .build());

        assertThat(run.at("e").results()).containsEntry("output", run.at("d").token());
        assertThat(run.at("d").results()).containsEntry("deferred_value", "");
    }

    /* start --> e(defers, echo of its own token) */
    @Test
    void aNodeMayUseItsOwnTokenInItsParameters() {
        PlayRun run = engine.run(tree("t")
                .start()
                .echo("e", "${task.token}")
                .defers()
                .path("start", "e")
                .build());

        assertThat(run.at("e").results()).containsEntry("output", run.at("e").token());
    }

    /*
     * start --> d --> a
     * start --> c(completes d)
     */
    @Test
    void aTriggerCompletesATaskOfItsOwnRun() {
        PlayRun run = engine.run(signals("Complete", "${d.deferral_token}"));

        assertThat(run.performed()).containsExactly("start", "d", "c", "e", "a");
        assertThat(run.at("d").results()).containsEntry("output", "42");
        assertThat(run.at("c").results()).containsKeys("trigger_id", "run_id");
    }

    private static TreeDefinition signals(String action, String token) {
        return tree("t")
                .start()
                .defer("d")
                .node("a")
                .node("u")
                .node("c", "utilities_create_trigger_v1")
                .param("action_type", action)
                .param("deferral_token", token)
                .param("deferred_variables", "42")
                .param("message", "hello")
                .node("e")
                .connect("start", "d")
                .connect("start", "c")
                .connect("c", "e")
                .connect("d", "a")
                .connect("d", "u")
                .on(UPDATE)
                .build();
    }

    @Test
    void aTriggerUpdatesATask() {
        PlayRun run = engine.run(signals("Update", "${d.deferral_token}"));

        assertThat(run.performed()).containsExactly("start", "d", "c", "e", "u");
        assertThat(run.status("d")).isEqualTo(WIP);
    }

    @Test
    void aTriggerReachesAcrossRuns() {
        PlayRun waiting = engine.run(
                tree("w").start().defer("d").node("a").path("start", "d", "a").build());
        PlayRun run = engine.run(signals("Complete", waiting.at("d").token()));

        assertThat(waiting.performed()).containsExactly("start", "d", "a");
        assertThat(run.status("d")).isEqualTo(WIP);
    }

    @Test
    void aTriggerWithoutATaskFails() {
        for (String token : List.of("", "  ", "nobody's")) {
            PlayRun run = new PlayEngine().run(signals("Complete", token));
            assertThat(run.errors()).extracting(PlayError::type).containsExactly(ErrorType.HANDLER);
            assertThat(run.status("c")).isEqualTo(NEW);
            assertThat(run.reached("e")).isFalse();
        }
        PlayRun run = engine.run(signals("complete", "x"));
        assertThat(run.errors().get(0).summary()).contains("to be Complete or Update, but it was 'complete'");
    }
}
