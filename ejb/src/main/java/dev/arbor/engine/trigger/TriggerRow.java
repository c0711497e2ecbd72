package dev.arbor.engine.trigger;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.run.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the engine is to do, as it is stored. Absent texts are empty.
 *
 * @param id its id
 * @param runId the run
 * @param branchId the branch it works in
 * @param action what it does
 * @param type how it came about
 * @param status where it stands
 * @param nodeId the node it aims at
 * @param nodeName that node's name
 * @param loopIndex the iteration it works in
 * @param token the deferred task it aims at
 * @param completes the token, when it completes the task and may do so only once
 * @param results stored form of the results it carries, for deferred tasks
 * @param message text for whoever reads {@code @trigger['Message']}
 * @param originator who made it
 * @param scheduledAt when it is due
 * @param wanted whether it wants a worker when it is due
 * @param pending what is left of a walk that went outside
 * @param managementAction what a person decided
 * @param errorId the error that the decision is about
 * @param selectionCriterion which engines may process it
 * @param createdBy who asked for it
 */
public record TriggerRow(
        long id,
        long runId,
        long branchId,
        Action action,
        Type type,
        Status status,
        String nodeId,
        String nodeName,
        LoopIndex loopIndex,
        String token,
        String completes,
        String results,
        String message,
        String originator,
        Instant scheduledAt,
        boolean wanted,
        String pending,
        String managementAction,
        Optional<Long> errorId,
        String selectionCriterion,
        String createdBy) {

    /** What a trigger does (engine spec 1.8). */
    public enum Action {
        ROOT("Root"),
        COMPLETE("Complete"),
        UPDATE("Update");

        private final String label;

        Action(String label) {
            this.label = label;
        }

        /** The word that expressions and the API show. */
        public String label() {
            return label;
        }
    }

    /** How a trigger came about. */
    public enum Type {
        AUTOMATIC("Automatic"),
        DEFERRED("Deferred"),
        MANUAL("Manual"),
        MANAGEMENT("Management");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** The word that expressions and the API show. */
        public String label() {
            return label;
        }
    }

    /** Where a trigger stands. */
    public enum Status {
        NEW("New"),
        WIP("Work In Progress"),
        CLOSED("Closed"),
        FAILED("Failed"),
        MANAGED("Managed"),
        PAUSED("Paused"),
        UNPAUSED("Unpaused");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** The word that expressions and the API show. */
        public String label() {
            return label;
        }
    }

    /** The scope it works in. */
    public Scope scope() {
        return new Scope(branchId, loopIndex);
    }

    /** Whether this is the first look at a scope that nothing was reached in before. */
    boolean opensScope() {
        return action == Action.ROOT && type == Type.AUTOMATIC && pending.isEmpty();
    }

    /** Whether the run counts it as work of its own: a deferred one stands for a task that is counted already. */
    boolean countsAsWork() {
        return type != Type.DEFERRED;
    }

    /** Starts to describe one. */
    public static Draft draft(long id, long runId, Action action, Type type, String originator, Instant at) {
        return new Draft(id, runId, action, type, originator, at);
    }

    /** A trigger that is being described. */
    public static final class Draft {

        private final long id;
        private final long runId;
        private final Action action;
        private final Type type;
        private final String originator;
        private final Instant at;
        private Scope scope = new Scope(0, LoopIndex.ROOT);
        private Status status = Status.NEW;
        private String nodeId = "";
        private String nodeName = "";
        private String token = "";
        private boolean completes;
        private String results = "";
        private String message = "";
        private String pending = "";
        private boolean wanted = true;
        private String managementAction = "";
        private Optional<Long> errorId = Optional.empty();
        private String selectionCriterion = "";
        private String createdBy = "SYSTEM";

        private Draft(long id, long runId, Action action, Type type, String originator, Instant at) {
            this.id = id;
            this.runId = runId;
            this.action = action;
            this.type = type;
            this.originator = originator;
            this.at = at;
        }

        /** Where it works. */
        public Draft in(Scope value) {
            scope = value;
            return this;
        }

        /** The node it aims at. */
        public Draft at(String id, String name) {
            nodeId = id;
            nodeName = name;
            return this;
        }

        /** The deferred task it aims at; completing happens once. */
        public Draft deferred(String value, boolean once, String storedResults, String text) {
            token = value;
            completes = once;
            results = storedResults == null ? "" : storedResults;
            message = text == null ? "" : text;
            return this;
        }

        /** Only stands for an error: nobody is to work on it. */
        public Draft failed() {
            status = Status.FAILED;
            wanted = false;
            return this;
        }

        /** It waits for its handler, with what is left of its walk: nobody is to work on it for now. */
        public Draft paused(String left) {
            status = Status.PAUSED;
            pending = left;
            wanted = false;
            return this;
        }

        /** What a person decided about an error. */
        public Draft decides(String decision, long error) {
            managementAction = decision;
            errorId = Optional.of(error);
            return this;
        }

        /** Which engines may process it. */
        public Draft selection(String criterion) {
            selectionCriterion = criterion;
            return this;
        }

        /** Who asked for it. */
        public Draft by(String username) {
            createdBy = username;
            return this;
        }

        /** The trigger. */
        public TriggerRow row() {
            return new TriggerRow(
                    id,
                    runId,
                    scope.branchId(),
                    action,
                    type,
                    status,
                    nodeId,
                    nodeName,
                    scope.loopIndex(),
                    token,
                    completes ? token : "",
                    results,
                    message,
                    originator,
                    at,
                    wanted,
                    pending,
                    managementAction,
                    errorId,
                    selectionCriterion,
                    createdBy);
        }
    }
}
