package dev.arbor.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.core.handler.SystemHandlers;
import dev.arbor.engine.handler.store.SystemControls;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SystemControlsTest {

    /** A builder adds them to each tree by itself. */
    private static final List<String> OF_EVERY_TREE = List.of("system_start_v1", "system_tree_return_v1");

    private final SystemControls controls = new SystemControls(Instant.EPOCH);

    @Test
    void describesWhatTheEnginePerforms() {
        TreeSet<String> performed = new TreeSet<>(SystemHandlers.ids());
        performed.removeAll(OF_EVERY_TREE);
        performed.add("system_integration_v1");
        performed.add("system_submission_create_v1");

        assertThat(controls.ids()).containsExactlyElementsOf(performed);
    }

    @Test
    void saysWhatTheyTakeAndGive() {
        var wait = controls.find("system_wait_v1").orElseThrow();
        assertThat(wait.definitionName()).isEqualTo("system_wait");
        assertThat(wait.definitionVersion()).isEqualTo("1");
        assertThat(wait.parameters().get(1).menu()).isEqualTo("Second,Minute,Hour,Day,Week");
        assertThat(controls.find("system_loop_head_v1").orElseThrow().results())
                .extracting("name")
                .containsExactly("data", "mode", "size", "variable_name");
        assertThat(controls.views())
                .allSatisfy(each -> assertThat(each.description()).isNotBlank());
    }
}
