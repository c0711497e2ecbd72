package dev.arbor.integrator.definition;

import static dev.arbor.integrator.Suite.assertInvalid;
import static dev.arbor.integrator.Suite.assertRefused;
import static dev.arbor.integrator.Suite.id;
import static dev.arbor.integrator.Suite.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.Suite;
import dev.arbor.integrator.api.Connections;
import dev.arbor.integrator.api.Dialect;
import dev.arbor.integrator.api.Operations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How definitions change, and how they are shown. Nothing is called. */
class DefinitionsTest {

    private static final String URL = "https://api.example.com/v1";

    private final Suite suite = new Suite();
    private final Connections connections = suite.connections();
    private final Operations operations = suite.operations();

    @AfterEach
    void close() {
        suite.close();
    }

    private ObjectNode basic() {
        return connections.create(json("{'name':'K','type':'http','config':{'configType':'http','baseUrl':'" + URL
                + "','auth':{'authType':'basic','username':'u','password':'p'}},'secrets':{'A':'a','B':'b'}}"));
    }

    private ObjectNode ticketing() {
        return connections.create(
                json(
                        "{'name':'S','type':'HTTP','url':'" + URL
                                + "','credentials':{'type':'api_key','header':'X-Api-Key','value':'v'},'defaultHeaders':{'Accept':'a/b'}}"));
    }

    private static ObjectNode without(ObjectNode document, String... names) {
        return document.deepCopy().without(List.of(names));
    }

    @Test
    void whatWasCreatedInOneDialectIsShownInTheOtherWhenAsked() {
        ObjectNode k = basic();
        ObjectNode s = ticketing();

        ObjectNode asK = connections.in(Dialect.K).find(id(s));
        assertThat(asK.path("type").asText()).isEqualTo("http");
        assertThat(asK.path("status").isObject()).isTrue();
        assertThat(asK.has("url") || asK.has("credentials") || asK.has("defaultHeaders"))
                .isFalse();
        assertThat(asK.path("config").path("auth"))
                .isEqualTo(json("{'authType':'api_key','header':'X-Api-Key','value':null}"));
        assertThat(connections.in(Dialect.K).find(id(k))).isEqualTo(k);

        ObjectNode asS = connections.in(Dialect.S).find(id(k));
        assertThat(asS.path("url").asText()).isEqualTo(URL);
        assertThat(asS.path("status").asText()).isEqualTo("active");
        assertThat(asS.path("credentials")).isEqualTo(json("{'type':'basic','username':'u','password':null}"));
        assertThat(connections.in(Dialect.S).find(id(s))).isEqualTo(s);
        assertThat(connections.in(Dialect.S).list())
                .extracting(each -> each.path("type").asText())
                .containsOnly("HTTP");
        assertThat(connections.list())
                .extracting(each -> each.path("type").asText())
                .containsExactly("http", "HTTP");
    }

    @Test
    void operationsAreShownInTheOtherDialectWhenAsked() {
        ObjectNode connection = basic();
        ObjectNode made = operations.create(
                id(connection),
                json("{'name':'O','config':{'method':'GET','path':'/x'},'outputs':{'A':{'value':'body.a'}}}"));

        ObjectNode shown = operations.in(Dialect.S).find(id(connection), id(made));

        assertThat(shown.path("method").asText()).isEqualTo("GET");
        assertThat(shown.path("outputMappings"))
                .isEqualTo(json("{'l':[{'name':'A','value':'body.a'}]}").get("l"));
        assertThat(operations.in(Dialect.K).find(id(connection), id(made))).isEqualTo(made);
        assertThat(made.has("method")).isFalse();
    }

    @Test
    void outputsThatReplaceMappingsAreThoseThatCount() {
        ObjectNode connection = ticketing();
        ObjectNode made = operations.create(
                id(connection),
                json(
                        "{'name':'O','method':'GET','path':'/x','outputMappings':[{'name':'A','value':'${response.body.a}'}]}"));

        ObjectNode changed =
                operations.update(id(connection), id(made), json("{'outputs':{'A':{'value':'body.other'}}}"));

        assertThat(changed.path("outputs")).isEqualTo(json("{'A':{'value':'body.other'}}"));
        assertThat(changed.path("outputMappings").toString())
                .contains("body.other")
                .doesNotContain("response.body.a");
    }

    @Test
    void namedSecretsAreReplacedAsAWholeWhenAsked() {
        ObjectNode made = basic();

        assertThat(connections
                        .update(id(made), json("{'secrets':{'C':'c'}}"), false)
                        .path("secrets"))
                .isEqualTo(json("{'A':null,'B':null,'C':null}"));
        ObjectNode replaced = connections.update(id(made), json("{'secrets':{'B':null,'D':'d'}}"), true);

        assertThat(replaced.path("secrets")).isEqualTo(json("{'B':null,'D':null}"));
        assertThat(replaced.path("config").path("auth").has("password")).isTrue();
        assertThat(connections.update(id(made), json("{}"), true).path("secrets"))
                .isEmpty();
    }

    @Test
    void otherCredentialsHaveToBeWhole() {
        ObjectNode made = basic();

        assertInvalid(
                () -> connections.update(
                        id(made), json("{'config':{'auth':{'authType':'raw_bearer_token','token':null}}}"), false),
                "Missing field: token");
        assertThat(connections
                        .update(
                                id(made),
                                json("{'config':{'auth':{'authType':'raw_bearer_token','token':'t'}}}"),
                                false)
                        .path("config")
                        .path("auth"))
                .isEqualTo(json(
                        "{'authType':'raw_bearer_token','token':null,'header':'Authorization','prefix':'Bearer'}"));
    }

    @Test
    void whatIsUnknownIsLeftOutOfAnUpdateAndOfAnImport() {
        ObjectNode made = basic();

        ObjectNode updated =
                connections.update(id(made), json("{'surprise':1,'config':{'surplus':1,'auth':{'realm':'r'}}}"), false);

        assertThat(updated.path("config")).isEqualTo(made.path("config"));
        assertThat(updated.path("lockVersion").asInt()).isEqualTo(2);
        ObjectNode operation = operations.create(id(made), json("{'name':'O','config':{'method':'GET','path':'/x'}}"));
        assertThat(operations
                        .update(
                                id(made),
                                id(operation),
                                json("{'x':1,'config':{'surplus':1,'body':{'bodyType':'raw','raw':'','y':1}}}"))
                        .path("config"))
                .isEqualTo(operation.path("config"));
        ObjectNode export = connections.export(id(made));
        export.put("x", 1);
        ((ObjectNode) export.path("config")).put("surplus", 1);
        assertThat(connections.importConnection(export, true).path("config")).isEqualTo(made.path("config"));
    }

    @Test
    void anImportReplacesAllButTheSecrets() {
        ObjectNode made = ticketing();
        ObjectNode export = connections.in(Dialect.K).export(id(made));
        ((ObjectNode) export.path("config")).remove("headers");
        export.put("description", "new");

        ObjectNode imported = connections.importConnection(export, true);

        assertThat(imported.path("defaultHeaders")).isEmpty();
        assertThat(imported.path("description").asText()).isEqualTo("new");
        assertThat(imported.path("credentials")).isEqualTo(made.path("credentials"));
        assertThat(connections
                        .update(id(made), json("{'lockVersion':9}"), false)
                        .path("name")
                        .asText())
                .isEqualTo("S");
        assertInvalid(
                () -> connections.importConnection(json("{'operations':5,'name':'x'}"), true),
                "Invalid array. Got: integer");
    }

    @Test
    void headersOfAConnectionGoWhenTheyAreNull() {
        ObjectNode made = ticketing();

        assertThat(connections
                        .update(id(made), json("{'defaultHeaders':{'Accept':null,'X':'y'}}"), false)
                        .path("defaultHeaders"))
                .isEqualTo(json("{'X':'y'}"));
    }

    @Test
    void flagsOfAnOperationAreShownWhereTheyWereGiven() {
        ObjectNode connection = basic();
        ObjectNode made = operations.create(
                id(connection),
                json(
                        "{'name':'O','config':{'method':'GET','path':'/x','strictJson':true},'failOnHttpError':true,'onTransformError':'null'}"));

        assertThat(made.path("config").path("strictJson").asBoolean()).isTrue();
        assertThat(made.path("config").path("failOnHttpError").asBoolean()).isTrue();
        assertThat(made.path("onTransformError").asText()).isEqualTo("null");
        assertInvalid(
                () -> operations.update(id(connection), id(made), json("{'onTransformError':'maybe'}")),
                "Failed to cast value to one of: fail, null");
        assertThat(operations
                        .create(id(connection), json("{'name':'P','config':{'method':'GET','path':'/x'}}"))
                        .has("onTransformError"))
                .isFalse();
    }

    @Test
    void headersOfATokenOperationAreSecretHoweverTheyAreWritten() {
        ObjectNode made = connections.create(
                json(
                        "{'name':'T','type':'http','config':{'baseUrl':'" + URL
                                + "','auth':{'authType':'http_bearer_token','token':{'operation':{'method':'GET','path':'/t',"
                                + "'headers':{'Authorization':['planted-1'],'x-api-key':'planted-2','Accept':'a/b'}},'tokenOutput':'body.t','expirationOutput':'60'}}}}"));

        JsonNode headers =
                made.path("config").path("auth").path("token").path("operation").path("headers");
        assertThat(headers).isEqualTo(json("{'Authorization':null,'x-api-key':null,'Accept':'a/b'}"));
        assertThat(without(connections.find(id(made)), "status").toString()).doesNotContain("planted");
    }

    @Test
    void anythingThatIsNoIdIsNotThere() {
        for (String id : List.of("x", "%00", "../x", "")) {
            assertRefused(() -> connections.find(id), 404, ":not_found");
            assertRefused(() -> connections.update(id, json("{}"), false), 404, ":not_found");
            assertRefused(() -> connections.delete(id), 404, ":not_found");
        }
    }

    @Test
    void manyOperationsAreFoundAtOnce() {
        ObjectNode connection = basic();
        List<String> ids = IntStream.range(0, 700)
                .mapToObj(i -> id(operations.create(
                        id(connection), json("{'name':'O" + i + "','config':{'method':'GET','path':'/x'}}"))))
                .toList();
        ObjectNode document = json("{}");
        ids.forEach(document.putArray("ids")::add);
        document.withArray("ids").removeAll();
        ids.forEach(document.withArray("ids")::add);

        assertThat(operations.search(document)).extracting(Suite::id).containsExactlyElementsOf(ids);
    }
}
