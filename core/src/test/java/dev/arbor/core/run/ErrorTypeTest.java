package dev.arbor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorTypeTest {

    /** The table of engine spec 3.15, by the words that people see. */
    private static final Map<String, String> SPEC = Map.ofEntries(
            Map.entry("Handler Error", "Do Nothing, Retry Task, Skip Task"),
            Map.entry("Node Parameter Error", "Do Nothing, Retry Task, Skip Task"),
            Map.entry("Missing Handler Error", "Do Nothing, Retry Task, Skip Task"),
            Map.entry("Missing Routine Error", "Do Nothing, Retry Task, Skip Task"),
            Map.entry("Connector Error", "Continue Branch, Cancel Branch"),
            Map.entry("Source Error", "Do Nothing, Retry"),
            Map.entry("Node Message Error", "Do Nothing"),
            Map.entry("Unidentified Error", "Do Nothing"),
            Map.entry("Invalid Trigger Error", "Do Nothing"),
            Map.entry("Tree Error", "Do Nothing"),
            Map.entry("Unknown Variable Error", "Do Nothing"));

    @Test
    void allowsWhatTheTableSays() {
        Map<String, String> table = new TreeMap<>();
        for (ErrorType type : ErrorType.values()) {
            table.put(
                    type.label(),
                    type.actions().stream().map(ErrorAction::label).collect(Collectors.joining(", ")));
        }
        assertThat(table).isEqualTo(new TreeMap<>(SPEC));
    }

    @Test
    void isFoundByItsWord() {
        for (ErrorType type : ErrorType.values()) {
            assertThat(ErrorType.of(type.label())).contains(type);
        }
        for (ErrorAction action : ErrorAction.values()) {
            assertThat(ErrorAction.of(action.label())).contains(action);
        }
        assertThat(ErrorType.of("handler error")).isEmpty();
        assertThat(ErrorAction.of("Retry task")).isEmpty();
        assertThat(Arrays.stream(ErrorType.values()).map(ErrorType::label)).doesNotHaveDuplicates();
    }
}
