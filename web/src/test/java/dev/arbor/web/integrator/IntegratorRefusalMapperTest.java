package dev.arbor.web.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.integrator.api.IntegratorRefusal;
import dev.arbor.integrator.api.IntegratorRefusal.Problem;
import dev.arbor.web.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegratorRefusalMapperTest {

    private static void assertShown(IntegratorRefusal refusal, String expected) throws Exception {
        assertThat(IntegratorRefusalMapper.json(refusal))
                .isEqualTo(Json.mapper().readTree(expected.replace('\'', '"')));
    }

    @Test
    void everyRefusalHasThePublishedShape() throws Exception {
        assertShown(IntegratorRefusal.notFound(), "{'error':'Not Found','errorKey':':not_found'}");
        assertShown(
                IntegratorRefusal.invalid("missing_parameter", "Missing required parameter: Id*"),
                "{'error':'Missing required parameter: Id*','errorKey':'missing_parameter'}");
        assertShown(
                IntegratorRefusal.schema(List.of(new Problem("Unexpected field: inputs", "/inputs"))),
                "{'error':'Request does not match the API schema','errorKey':'invalid_request',"
                        + "'validationErrors':[{'error':'Unexpected field: inputs','path':'/inputs'}]}");
        assertShown(
                IntegratorRefusal.perOperation(Map.of("o1", List.of("Missing field: name"))),
                "{'errorKey':'import_failed','errors':{'o1':['Missing field: name']}}");
    }
}
