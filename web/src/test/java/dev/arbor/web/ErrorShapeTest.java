package dev.arbor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.engine.api.Refusal;
import jakarta.ws.rs.NotFoundException;
import org.junit.jupiter.api.Test;

class ErrorShapeTest {

    private static void assertShown(String path, Throwable thrown, String expected) throws Exception {
        assertThat(ErrorShape.of(path).json(Errors.answer(thrown)))
                .isEqualTo(Json.mapper().readTree(expected.replace('\'', '"')));
    }

    @Test
    void failures_of_the_integrator_have_two_keys() throws Exception {
        String path = "/app/integrator/api/connections";
        assertShown(
                path,
                Refusal.invalid("malformed_json", "Expected JSON."),
                "{'error':'Expected JSON.','errorKey':'malformed_json'}");
        assertShown(path, new NotFoundException(), "{'error':'Not Found','errorKey':':not_found'}");
        assertShown(
                path,
                new IllegalStateException("secret"),
                "{'error':'An unexpected server error has occurred','errorKey':'server_error'}");
        assertShown("app/integrator/nothing", new NotFoundException(), "{'error':'Not Found','errorKey':':not_found'}");
    }

    @Test
    void other_paths_have_the_shape_of_the_task_api() {
        for (String path : new String[] {"/app/components/task/app/api/v2/runs", "/app/integrators", "/", ""}) {
            assertThat(ErrorShape.of(path)).as(path).isEqualTo(ErrorShape.TASK);
        }
    }
}
