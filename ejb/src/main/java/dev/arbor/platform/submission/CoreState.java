package dev.arbor.platform.submission;

import dev.arbor.platform.api.PlatformRefusal;
import java.util.Optional;
import java.util.stream.Stream;

/** The states of a submission, in the order in which it goes through them (integrator spec 4.5, State machine). */
enum CoreState {
    DRAFT("Draft"),
    SUBMITTED("Submitted"),
    CLOSED("Closed");

    private final String label;

    CoreState(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * The one of a label.
     *
     * @throws PlatformRefusal when there is none
     */
    static CoreState of(String label) {
        return find(label)
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "invalid_core_state",
                        "Expected the core state to be Draft, Submitted or Closed, but it is '" + label + "'."));
    }

    static Optional<CoreState> find(String label) {
        return Stream.of(values()).filter(state -> state.label.equals(label)).findFirst();
    }

    /** Whether a submission may go to another state; it may stay where it is. */
    boolean mayBecome(CoreState next) {
        return next.ordinal() >= ordinal();
    }
}
