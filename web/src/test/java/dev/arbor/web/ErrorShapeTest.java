package dev.arbor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Refusal;
import org.junit.jupiter.api.Test;

class ErrorShapeTest {

    private static void assertShown(String path, Errors.Answer answer, String expected) throws Exception {
        assertThat(ErrorShape.of(path).json(answer)).isEqualTo(Json.mapper().readTree(expected.replace('\'', '"')));
    }

    @Test
    void failures_of_the_integrator_have_two_keys() throws Exception {
        String path = "/app/integrator/api/connections";
        Errors.Answer missing = Errors.answer(404, "not_found", "Expected something, but it is not there.");
        assertShown(
                path,
                Errors.answer(Refusal.invalid("malformed_json", "Expected JSON.")),
                "{'error':'Expected JSON.','errorKey':'malformed_json'}");
        assertShown(path, missing, "{'error':'Not Found','errorKey':':not_found'}");
        assertShown(
                path,
                Errors.answer(new IllegalStateException("secret")),
                "{'error':'An unexpected server error has occurred','errorKey':'server_error'}");
        assertShown("app/integrator/nothing", missing, "{'error':'Not Found','errorKey':':not_found'}");
    }

    @Test
    void other_paths_have_the_shape_of_the_task_api() {
        for (String path : new String[] {"/app/components/task/app/api/v2/runs", "/app/integrators", "/", ""}) {
            assertThat(ErrorShape.of(path)).as(path).isEqualTo(ErrorShape.TASK);
        }
    }
}
