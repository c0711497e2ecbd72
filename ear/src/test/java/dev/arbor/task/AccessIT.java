package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.Await;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import dev.arbor.testing.handler.HandlerDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with the Task API of a running server: rules, signatures, groups and keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "Signed Source";
    private static final String START = TaskApi.startOf(SOURCE, "G", "Echo");
    private static final String RULES = "/policyRules/API%20Access";
    private static final String SECRET = "planted-secret — ü";
    private static final String PASSWORD = "plain-password-1";
    private static final String BODY = "{\"a\":\"ü\"}";

    private ServerProcess server;
    private TaskApi api;

    @BeforeAll
    void start() {
        server = ServerProcess.start(Map.of("ARBOR_DEMO", "false", "ARBOR_EXPRESSION_DEADLINE", "PT1S"));
        api = new TaskApi(server);
        api.post("/sources", "{\"name\":\"" + SOURCE + "\",\"type\":\"Adhoc\"}").ok();
        create(TreeDraft.tree("G", "Echo").echo("e_1", "x").chain("start", "e_1"));
        create(TreeDraft.tree("G", "Waits")
                .deferring("d_1", "utilities_defer_v1", "deferral_value", "")
                .chain("start", "d_1"));
        api.post("/access-keys", "{\"identifier\":\"ce\",\"secret\":\"" + SECRET + "\"}")
                .ok();
        api.post("/users", "{\"loginId\":\"jane\",\"password\":\"" + PASSWORD + "\",\"email\":\"j@example.org\"}")
                .ok();
        rule("Signed", "@auth.validateSignature('ce')", SOURCE);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void create(TreeDraft draft) {
        ObjectNode tree = draft.json().put("sourceName", SOURCE);
        api.post("/trees", tree).ok();
    }

    private Answer rule(String name, String rule, String... sources) {
        ObjectNode body =
                JSON.createObjectNode().put("name", name).put("rule", rule).put("message", "Not you.");
        List.of(sources).forEach(body.putArray("sources")::add);
        Answer there = api.get(RULES + "/" + TaskApi.encode(name));
        return there.status() == 404 ? api.post(RULES, body) : api.put(RULES + "/" + TaskApi.encode(name), body);
    }

    private Answer asJane(String method, String path, String body) {
        return api.send(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "Authorization",
                TaskApi.basic("jane", PASSWORD),
                "Content-Type",
                "application/json");
    }

    private SignedClient signed() {
        return SignedClient.of(api, "ce", SECRET);
    }

    private static void denied(Answer answer, String... said) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.json().get("errorKey").asText()).isEqualTo("policy_denied");
        for (String each : said) {
            assertThat(answer.json().get("error").asText()).contains(each);
        }
    }

    // --- Signed requests

    @Test
    @Order(1)
    void aSignedRequestStartsARunAndNobodySignsIn() {
        JsonNode started = signed().send("POST", START, BODY).ok();
        JsonNode run = api.run(started.get("runId").asLong(), "details,sourceData");
        assertThat(run.get("createdBy").asText()).isEqualTo("access key ce");
        assertThat(run.get("sourceData").asText()).isEqualTo(BODY);
        String v1 = "//app/components/task/app/api/v1/run-tree/" + TaskApi.encode(SOURCE) + "/G/Echo";
        assertThat(signed().send("POST", v1, BODY).ok().at("/run/id").isIntegralNumber())
                .isTrue();
        String direct = "//kinetic-task/app/api/v2" + START;
        assertThat(signed().send("POST", direct, BODY).status()).isEqualTo(200);
        String guid = api.get("/trees/" + TaskApi.encode(SOURCE + " :: G :: Echo") + "?include=details")
                .ok()
                .get("guid")
                .asText();
        assertThat(signed().send("POST", "/runs?guid=" + guid, BODY).status()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void aDeferredTaskIsCompletedByASignedRequest() {
        signed().send("POST", TaskApi.startOf(SOURCE, "G", "Waits"), BODY).ok();
        long id = api.get("/runs?source=" + TaskApi.encode(SOURCE) + "&name=Waits&include=details")
                .ok()
                .at("/runs/0/id")
                .asLong();
        String token =
                TaskApi.task(api.await(id, "Waiting"), "d_1").get("token").asText();
        denied(SignedClient.of(api, "ce", "wrong").send("POST", "/runs/task/" + token, "{}"), "Not you.");
        denied(SignedClient.of(api, "ce", "wrong").send("PUT", "/runs/task/" + token, "{}"), "Not you.");
        denied(
                signed().send(
                                "POST",
                                "//app/components/task/app/api/v1/complete-deferred-task/Adhoc",
                                "{\"token\":\"" + token + "\"}"),
                "Allowed by default");
        signed().send("POST", "/runs/task/" + token, "{\"results\":{}}").ok();
        api.await(id, "Complete");
    }

    @Test
    @Order(1)
    void aSignatureThatIsWrongOrOldIsRefusedAndNothingStarts() {
        long before = runs();
        denied(SignedClient.of(api, "ce", "wrong").send("POST", START, BODY), "Not you.", "signature");
        denied(SignedClient.of(api, "other", SECRET).send("POST", START, BODY), "Not you.");
        denied(signed().at(Instant.now().minusSeconds(400)).send("POST", START, BODY), "300 seconds");
        denied(signed().at(Instant.now().plusSeconds(400)).send("POST", START, BODY), "300 seconds");
        denied(signed().send("POST", START, BODY, BODY + " "), "Not you.");
        denied(signed().send("POST", TaskApi.startOf("Adhoc", "G", "Echo"), BODY), "Allowed by default");
        denied(signed().send("POST", "/runs?guid=none", BODY));
        denied(signed().send("POST", "/runs/task/none", BODY));
        for (String path : List.of(START, "/trees", "/access-keys", "/triggers")) {
            assertThat(signed().send("GET", path, "").status()).as(path).isEqualTo(401);
        }
        assertThat(signed().send("PUT", "/access-keys/ce", "{\"secret\":\"x\"}").status())
                .isEqualTo(401);
        assertThat(api.send("POST", START, BodyPublishers.ofString(BODY), "Authorization", "")
                        .status())
                .isEqualTo(401);
        assertThat(runs()).isEqualTo(before);
        assertThat(server.log()).doesNotContain(SECRET);
    }

    private long runs() {
        return api.get("/runs?limit=1").ok().get("count").asLong();
    }

    // --- Rules

    @Test
    @Order(2)
    void anyRuleOfTheSourceThatIsTrueLetsIn() {
        denied(asJane("POST", START, "{}"), "Not you.", "'Signed'", SOURCE);
        rule("Ops", "@identity.is_member_of?('Ops')", SOURCE).ok();
        denied(asJane("POST", START, "{}"));
        api.post("/groups", "{\"name\":\"Ops\",\"users\":[\"jane\"]}").ok();
        asJane("POST", START, "{}").ok();
        api.delete("/groups/Ops/users/jane").ok();
        denied(asJane("POST", START, "{}"));
        api.delete("/groups/Ops").ok();
        rule("Ops", "@identity.get_property('spaceAdmin') == 'true'", SOURCE).ok();
        api.post(START, "{}").ok();

        String tree = "/trees/" + TaskApi.encode(SOURCE + " :: G :: Echo");
        for (Answer answer : List.of(
                asJane("PUT", tree, "{\"notes\":\"n\"}"),
                asJane("DELETE", tree, null),
                asJane("POST", tree + "/clone", "{\"name\":\"Other\"}"),
                asJane("POST", tree + "/restore", "{}"),
                asJane("POST", "/trees", "{\"sourceName\":\"" + SOURCE + "\",\"sourceGroup\":\"G\",\"name\":\"N\"}"))) {
            denied(answer, SOURCE);
        }
        asJane("POST", "/trees", "{\"sourceName\":\"Adhoc\",\"sourceGroup\":\"G\",\"name\":\"N\"}")
                .ok();
        denied(asJane("PUT", "/trees/" + TaskApi.encode("Adhoc :: G :: N"), "{\"sourceName\":\"" + SOURCE + "\"}"));
        api.put(tree, "{\"notes\":\"by an administrator\"}").ok();
        api.delete(RULES + "/Ops").ok();
    }

    @Test
    @Order(2)
    void aRuleThatRaisesOrNeverEndsDeniesAndItsAuthorIsTold() {
        rule("Breaks", "x = 1\n@identity.nonsense(x)", SOURCE).ok();
        denied(asJane("POST", START, "{}"));
        JsonNode error = api.get("/systemErrors?status=Active").ok().at("/errors/0");
        assertThat(error.get("summary").asText()).contains("'Breaks'", "let nobody in");
        JsonNode told = api.get("/systemErrors?status=Active&include=details,text,messages")
                .ok()
                .at("/errors/0");
        assertThat(told.get("text").asText()).contains("NoMethodError", "nonsense", "line 2");
        assertThat(server.log()).contains("The policy rule 'Breaks' of the type API Access could not be judged");

        rule("Breaks", "loop {}", SOURCE).ok();
        denied(asJane("POST", START, "{}"));
        assertThat(server.log()).contains("it was still running");
        api.delete(RULES + "/Breaks").ok();
        api.post("/systemErrors/resolve", "{\"ids\":[" + told.get("id").asLong() + "],\"resolution\":\"r\"}")
                .ok();
    }

    @Test
    @Order(2)
    void areasAreForAdministratorsUntilARuleSaysOtherwise() {
        for (String path : List.of("/access-keys", "/policyRules", "/users", "/groups", "/config/auth")) {
            Answer answer = asJane("GET", path, null);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().get("errorKey").asText()).isEqualTo("forbidden");
            assertThat(api.send("GET", path, BodyPublishers.noBody(), "Authorization", "")
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
        asJane("GET", "/trees", null).ok();
        String console = "/policyRules/Console%20Access";
        api.post(
                        console,
                        "{\"name\":\"Jane\",\"rule\":\"@identity.username == 'jane'\",\"message\":\"Jane alone.\","
                                + "\"consolePolicyRules\":[\"Groups\",\"Trees\",\"Policy Rules\"]}")
                .ok();
        asJane("GET", "/groups", null).ok();
        denied(api.get("/groups"), "Jane alone.");
        denied(api.get("/trees"), "Trees");
        api.get("/policyRules").ok();
        api.delete(console + "/Jane").ok();

        api.put("/config/systemPolicyRule", "{\"name\":\"Deny All\"}").ok();
        denied(asJane("GET", "/trees", null), "Not allowed by default.");
        denied(asJane("POST", TaskApi.startOf("Adhoc", "G", "N"), "{}"), "Not allowed by default.");
        denied(api.get("/trees"), "Not allowed by default.");
        signed().send("POST", START, BODY).ok();
        api.put("/config/systemPolicyRule", "{\"name\":\"Allow All\"}").ok();
        asJane("GET", "/trees", null).ok();
    }

    // --- Bad input

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /access-keys | {'identifier':'ce','secret':'x'} | 400 | uniqueness_violation",
                "POST | /access-keys | {'secret':'x'} | 400 | invalid_value",
                "POST | /access-keys | {'identifier':'n'} | 400 | invalid_value",
                "POST | /access-keys | {'identifier':['n'],'secret':'x'} | 400 | invalid_value",
                "POST | /access-keys | {'identifier':'n','secret':{'a':1}} | 400 | invalid_value",
                "POST | /access-keys | {'identifier':'a\\u0000b','secret':'x'} | 400 | invalid_value",
                "POST | /access-keys | [] | 400 | invalid_value",
                "POST | /access-keys | {'identifier':'n' | 400 | malformed_json",
                "PUT | /access-keys/none | {'secret':'x'} | 404 | not_found",
                "GET | /access-keys/a%00b | | 404 | not_found",
                "DELETE | /access-keys/none | | 404 | not_found",
                "GET | /access-keys?limit=x | | 400 | invalid_value",
                "POST | /policyRules/API%20Access | {'name':'n','rule':'true\\n)','message':'m'} | 400 | invalid_rule",
                "POST | /policyRules/API%20Access | {'name':'n','message':'m'} | 400 | invalid_value",
                "POST | /policyRules/API%20Access | {'rule':'true','message':'m'} | 400 | invalid_value",
                "POST | /policyRules/API%20Access | {'name':'n','rule':['true']} | 400 | invalid_value",
                "POST | /policyRules/API%20Access | {'name':'Signed','rule':'true'} | 400 | uniqueness_violation",
                "POST | /policyRules/API%20Access | {'name':'n','rule':'true','sources':'Adhoc'} | 400 | invalid_value",
                "POST | /policyRules/API%20Access | {'name':'n','rule':'true','sources':['No']} | 400 | missing_sources",
                "POST | /policyRules/API%20Access | {'name':'n\\u0000','rule':'true'} | 400 | invalid_value",
                "POST | /policyRules/Whatever | {'name':'n','rule':'true'} | 400 | invalid_value",
                "POST | /policyRules/Console%20Access | {'name':'n','rule':'true','consolePolicyRules':['No']} | 400 | invalid_value",
                "POST | /policyRules/Category%20Access | {'name':'n','rule':'true','categories':['No']} | 400 | missing_categories",
                "PUT | /policyRules/API%20Access/None | {'rule':'true'} | 404 | not_found",
                "PUT | /policyRules/API%20Access/Signed | {'rule':'if'} | 400 | invalid_rule",
                "GET | /policyRules/API%20Access/None | | 404 | not_found",
                "GET | /policyRules/API%20Access/a%00b | | 404 | not_found",
                "GET | /policyRules?orderBy=rule | | 400 | invalid_value",
                "GET | /policyRules?type=No | | 400 | invalid_value",
                "GET | /policyRules?name=%00 | | 400 | invalid_value",
                "DELETE | /policyRules/API%20Access/None | | 404 | not_found",
                "DELETE | /policyRules/System%20Default/Allow%20All | | 400 | system_rule",
                "POST | /groups | {'name':''} | 400 | invalid_value",
                "POST | /groups | {'name':'n','users':[7]} | 400 | invalid_value",
                "POST | /groups | {'name':'n','users':['nobody']} | 400 | missing_user",
                "POST | /groups/None/users | {'loginId':'jane'} | 404 | not_found",
                "POST | /groups/None/users | {} | 400 | invalid_value",
                "DELETE | /groups/None/users/jane | | 404 | not_found",
                "GET | /groups/a%00b | | 404 | not_found",
                "PUT | /groups/None | {} | 404 | not_found",
                "POST | /users | {'loginId':'jane'} | 400 | uniqueness_violation",
                "POST | /users | {'loginId':'JANE'} | 400 | uniqueness_violation",
                "POST | /users | {'email':'x'} | 400 | invalid_value",
                "POST | /users | {'loginId':'a:b'} | 400 | invalid_user",
                "POST | /users | {'loginId':'n','groups':['No']} | 400 | missing_group",
                "POST | /users | {'loginId':'n','email':{'a':1}} | 400 | invalid_value",
                "GET | /users/nobody | | 404 | not_found",
                "GET | /users/a%00b | | 404 | not_found",
                "PUT | /users/nobody | {'email':'x'} | 404 | not_found",
                "DELETE | /users/admin | | 400 | last_administrator",
                "PUT | /config/session | {'timeout':'soon'} | 400 | invalid_value",
                "PUT | /config/session | {'timeout':0} | 400 | invalid_value",
                "PUT | /config/session | {} | 400 | invalid_value",
                "PUT | /config/systemPolicyRule | {'name':'None'} | 400 | invalid_value",
                "PUT | /config/systemPolicyRule | {'name':'N','rule':')'} | 400 | invalid_rule",
                "PUT | /config/auth | {'Authenticator':''} | 400 | invalid_value",
                "PUT | /config/auth | {'properties':'x'} | 400 | invalid_value",
                "PUT | /config/identityStore | {'properties':{'a\\u0000':'b'}} | 400 | invalid_value",
            })
    void badInputGetsAnErrorKeyAndChangesNothing(String method, String path, String body, int status, String key) {
        int logged = server.log().length();
        Answer answer = api.send(
                method,
                path,
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body.replace('\'', '"').strip()),
                "Content-Type",
                "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("errorKey").asText()).isEqualTo(key);
        assertThat(answer.json().get("error").asText()).isNotBlank();
        assertThat(server.log().substring(logged)).doesNotContain("\tat ");
        for (String gone : List.of("/groups/n", "/users/n", "/access-keys/n", RULES + "/n")) {
            assertThat(api.get(gone).status()).as(gone).isEqualTo(404);
        }
    }

    // --- Sessions and keys

    @Test
    @Order(4)
    void theSessionTimeoutIsTheOneOfTheSpace() {
        api.put("/config/session", "{\"timeout\":\"7\"}").ok();
        JsonNode space = api.send("GET", "//app/api/v1/space", BodyPublishers.noBody())
                .ok()
                .get("space");
        assertThat(space.get("sessionInactiveLimitInSeconds").asInt()).isEqualTo(420);
        assertThat(api.get("/config/session").ok().get("timeout").asText()).isEqualTo("7");
    }

    @Test
    @Order(5)
    void secretsAreSealedAnewWithANewKeyAndGoOnWorking() {
        byte[] zip = HandlerDraft.of("sealed_handler", 1)
                .property("password", "", true)
                .executing("results('output' => 'x')")
                .zip();
        api.uploadPackage("/handlers", zip).ok();
        api.put("/handlers/sealed_handler_v1", "{\"properties\":{\"password\":\"planted\"}}")
                .ok();
        api.put("/config/auth", "{\"Authenticator\":\"a.B\",\"properties\":{\"Key\":\"planted\"}}")
                .ok();
        assertThat(api.post("/config/rotateEncryptionKeys", "{}")
                        .ok()
                        .get("secrets")
                        .asInt())
                .as("the active key has sealed everything")
                .isZero();

        server.interrupt();
        server.set("ARBOR_ENCRYPTION_KEYS", "new:" + Base64.getEncoder().encodeToString(new byte[32]) + "," + oldKey());
        server.restart();
        JsonNode would =
                api.post("/config/rotateEncryptionKeys?simulate=true", "{}").ok();
        assertThat(would.get("handlers").toString()).isEqualTo("[\"sealed_handler_v1\"]");
        assertThat(would.get("authenticationProperties").toString()).isEqualTo("[\"Key\"]");
        assertThat(would.get("errors").isEmpty()).isTrue();
        JsonNode done = api.post("/config/rotateEncryptionKeys", "").ok();
        assertThat(done.get("secrets").asInt())
                .isEqualTo(would.get("secrets").asInt())
                .isGreaterThan(2);
        assertThat(done.get("activeKey").asText()).isEqualTo("new");
        assertThat(api.post("/config/rotateEncryptionKeys", "{}")
                        .ok()
                        .get("secrets")
                        .asInt())
                .isZero();

        server.interrupt();
        server.set("ARBOR_ENCRYPTION_KEYS", "new:" + Base64.getEncoder().encodeToString(new byte[32]));
        server.restart();
        Await.until(
                "a signature by the sealed secret is good",
                () -> signed().send("POST", START, BODY).status() == 200);
    }

    private String oldKey() {
        try {
            return Files.readString(server.data().resolve("integrator-keys")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
