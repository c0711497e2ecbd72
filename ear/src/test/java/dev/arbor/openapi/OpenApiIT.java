package dev.arbor.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.ApiDescription;
import dev.arbor.server.Checkout;
import dev.arbor.server.CommonServer;
import dev.arbor.server.OwnDescription;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the running server says of itself at {@code /openapi}. */
class OpenApiIT {

    private static final Path WRITTEN = Checkout.root().resolve("ear/target/openapi-differences.txt");

    private final TaskApi api = new TaskApi(CommonServer.get());

    @Test
    void anybodyGetsItInYamlAndInJson() {
        Answer yaml = api.send("GET", "//openapi", BodyPublishers.noBody(), "Authorization", "");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.text()).contains("openapi: 3.1.0", "/app/components/task/app/api/v2/runs:");
        Answer json = api.send(
                "GET", "//openapi", BodyPublishers.noBody(), "Authorization", "", "Accept", "application/json");
        assertThat(json.ok().at("/info/title").asText()).isEqualTo("Arbor");
        assertThat(json.text()).as("it tells nothing of this server").doesNotContain("127.0.0.1", "/tmp/");
    }

    @Test
    void aParserReadsItWithoutComplaint() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser()
                .readContents(OwnDescription.get().document().toString(), List.of(), options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI()
                        .getPaths()
                        .get("/app/api/v1/kapps/{slug}")
                        .getGet()
                        .getResponses())
                .containsKeys("200", "404", "default");
        assertThat(result.getOpenAPI().getComponents().getSchemas()).containsKeys("Tree", "Run", "Kapp", "Submission");
    }

    @Test
    void itIsMadeOfTheResourcesAndOfWhatIsWrittenOfThem() {
        JsonNode run =
                OwnDescription.get().document().at("/paths/~1app~1components~1task~1app~1api~1v2~1runs~1{id}/get");
        assertThat(run.get("summary").asText()).isEqualTo("Shows a run.");
        assertThat(run.at("/parameters/0/name").asText()).isEqualTo("id");
        assertThat(run.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .endsWith("/Run");
        assertThat(run.at("/responses/200/content/application~1json/example/id").asInt())
                .isEqualTo(1430);
    }

    /** The server hands on what it knows of schemas, and drops the rest without a word. */
    @Test
    void nothingOfASchemaIsLostOnTheWay() {
        JsonNode schemas = OwnDescription.get().document().at("/components/schemas");
        schemas.properties().forEach(schema -> {
            if (schema.getValue().has("properties")) {
                assertThat(schema.getValue().path("type").asText())
                        .as(schema.getKey())
                        .isEqualTo("object");
            }
        });
        assertThat(schemas.at("/Run/properties/id/type").asText()).isEqualTo("integer");
        assertThat(schemas.at("/Run/properties/completedAt/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(schemas.at("/Run/properties/state/enum")).hasSize(5);
        assertThat(schemas.at("/Run/properties/parent/anyOf")).hasSize(2);
        assertThat(schemas.at("/IntegratorConnection/required").toString()).contains("name");
    }

    /** Each difference is in {@code target/openapi-differences.txt}; those that nobody meant are red. */
    @Test
    void itDiffersFromThePublishedOnesWhereThatIsMeant() throws IOException {
        Set<String> differences = new TreeSet<>();
        JsonNode own = OwnDescription.get().document();
        differences.addAll(Comparison.of("task", TaskApi.PREFIX, published("task.json"), own));
        differences.addAll(Comparison.of("core", "/app/api/v1", published("core.json"), own));
        differences.addAll(Comparison.of("integrator", "/app/integrator", published("integrator.json"), own));
        Files.write(WRITTEN, differences);
        System.out.println(differences.size() + " differences from the published descriptions are in " + WRITTEN);
        KnownDifferences known = new KnownDifferences();
        assertThat(known.unknown(differences))
                .as("differences that are not in known-differences.txt; mend them, or write them there with a reason")
                .isEmpty();
        assertThat(known.gone(differences))
                .as("lines of known-differences.txt that are no difference any more; take them out")
                .isEmpty();
    }

    private static JsonNode published(String name) {
        return ApiDescription.published(name).document();
    }
}
