package dev.arbor.engine.handler;

import java.util.Map;

/**
 * Performs a node by calling something outside of the engine. It is called without a transaction and without any lock, at
 * least once: after a crash the engine does not know whether a call was made, and {@link #idempotent()} says what to do.
 * A CDI bean of this type is found by the engine.
 */
public interface OutsideHandler {

    /**
     * One performance.
     *
     * @param parameters evaluated parameters of the node by id, in document order
     * @param deferralToken the task's token; empty when its node does not defer
     * @param runId the run
     * @param taskId the task
     * @param depth how many runs caused each other up to this one
     */
    record Call(Map<String, String> parameters, String deferralToken, long runId, long taskId, int depth) {}

    /** The handler failed, as handlers may; it becomes a Handler Error. */
    final class HandlerException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String kind;

        /**
         * A failure.
         *
         * @param kind what kind of failure, for the summary, for example the class of an exception
         * @param message what went wrong
         * @param cause may be null
         */
        public HandlerException(String kind, String message, Throwable cause) {
            super(message, cause);
            this.kind = kind;
        }

        /** What kind of failure. */
        public String kind() {
            return kind;
        }
    }

    /** Which nodes it performs. */
    String definitionId();

    /** Whether performing it twice does no harm: then it is performed again after a crash without asking anybody. */
    boolean idempotent();

    /**
     * Performs a node.
     *
     * @return its results
     * @throws HandlerException when it failed
     */
    Map<String, String> perform(Call call) throws HandlerException;
}
