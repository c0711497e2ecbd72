package dev.arbor.core.handler;

import dev.arbor.core.walk.Outcome;
import java.util.Map;

/** {@code utilities_echo_v1}: its result {@code output} is its parameter {@code input}, to the letter. */
final class Echo implements SystemHandler {

    @Override
    public Outcome perform(Visit visit) {
        return visit.done(Map.of("output", visit.parameter("input")));
    }
}
