package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;

/** {@code utilities_create_trigger_v1}: completes or updates a deferred task, of this run or another. */
final class CreateTrigger implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        String action = visit.parameter("action_type").trim();
        if (!action.equals("Complete") && !action.equals("Update")) {
            return visit.failed(
                    "Expected the parameter 'action_type' to be Complete or Update, but it was '" + action + "'.");
        }
        String token = visit.parameter("deferral_token").trim();
        if (token.isEmpty()) {
            return visit.failed("Expected the parameter 'deferral_token' to name a deferred task, but it was empty.");
        }
        return new Outcome.Signalled(
                visit.key(),
                action.equals("Complete"),
                token,
                visit.parameter("deferred_variables"),
                visit.parameter("message"));
    }
}
