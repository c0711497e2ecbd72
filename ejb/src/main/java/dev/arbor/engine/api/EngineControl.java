package dev.arbor.engine.api;

/** Starts and stops the engine on all servers; what is queued stays queued (engine spec 5.9). */
public interface EngineControl {

    /** Whether triggers are processed. */
    enum EngineState {
        RUNNING("Running"),
        PAUSED("Paused"),
        STOPPED("Stopped");

        private final String label;

        EngineState(String label) {
            this.label = label;
        }

        /** The word used in JSON. */
        public String label() {
            return label;
        }
    }

    /** The state that was last commanded. */
    EngineState state();

    /** Commands a state; durable, and in force on this server when it returns. */
    void command(EngineState state, Caller caller);
}
