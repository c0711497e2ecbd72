package dev.arbor.integrator;

import static dev.arbor.integrator.Documents.execution;
import static dev.arbor.integrator.Documents.http;
import static dev.arbor.integrator.Documents.json;
import static dev.arbor.integrator.Documents.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.arbor.server.Await;
import dev.arbor.server.Beans;
import dev.arbor.server.Checkout;
import dev.arbor.server.IntegratorApi;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.Tokens;
import dev.arbor.server.TreeDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Secrets are planted wherever there is room for one, everything is done with them that can be, and then everything that
 * the server wrote is searched: what it answered, logged and said, its data folder, its database, its management beans.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedSecretsIT {

    private static final String GROUP = "Planted";

    private final Target target = new Target();
    private final Plants plants = new Plants();
    private final List<Answer> answers = new ArrayList<>();
    /** Occurs in everything that is searched. */
    private final String marker = "Marker" + UUID.randomUUID().toString().replace("-", "");

    private ServerProcess server;
    private IntegratorApi api;
    private TaskApi tasks;

    @BeforeAll
    void start() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        String sealed = plants.plant("encryption key", Base64.getEncoder().encodeToString(key));
        plants.plant("administrator's password", ServerProcess.PASSWORD);
        server = ServerProcess.start(Map.of(
                "ARBOR_DEMO", "false", "ARBOR_EGRESS_ALLOW", "127.0.0.1", "ARBOR_ENCRYPTION_KEYS", "k1:" + sealed));
        api = new IntegratorApi(server, plants.plant("bearer token", Tokens.of(server)), answers::add);
        tasks = new TaskApi(server);
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
        target.close();
    }

    @Test
    void nothingThatIsWrittenHoldsASecret() throws IOException, InterruptedException {
        assertThat(Plants.blindSpots())
                .as("forms that the search does not find")
                .isEmpty();
        target.give(plants.plant("token of the token endpoint"));
        List<String> ids = new ArrayList<>();
        connections().forEach((name, document) -> {
            Answer made = api.post("/connections", document);
            assertThat(made.status()).as(name + made).isEqualTo(200);
            ids.add(made.json().get("id").asText());
        });
        for (String id : ids) {
            boolean http =
                    api.get("/connections/" + id).ok().get("type").asText().equalsIgnoreCase("http");
            manage(id);
            exercise(id, http);
        }
        refusals();
        builtInHandlers();
        assertThat(target.received("/echo")).as("the secrets were used").hasSizeGreaterThan(10);
        api.get("/connections").ok();

        Set<String> found = new TreeSet<>();
        for (Answer answer : answers) {
            found.addAll(plants.in("answer of " + answer.request(), answer.headers() + " " + answer.text()));
        }
        assertThat(answers).anySatisfy(answer -> assertThat(answer.text()).contains(marker));
        String beans = Beans.dump(server);
        assertThat(beans).contains("dev.arbor:");
        found.addAll(plants.in("management beans", beans));

        server.interrupt();
        found.addAll(plants.in("console", server.said()));
        found.addAll(plants.in("server.log", server.log()));
        assertThat(server.log()).contains("/execute refused");
        found.addAll(files());
        String tables = tables();
        assertThat(tables).contains(marker, "CREATE ");
        found.addAll(plants.in("tables", tables));
        System.out.println("Planted secrets: " + plants.size() + ", answers searched: " + answers.size());
        assertThat(found).isEmpty();
    }

    /** One of each kind of credentials, in both dialects. */
    private Map<String, ObjectNode> connections() {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        String token = target.url() + "/token";
        all.put("basic", auth("{'authType':'basic','username':'api-user'}", "password"));
        all.put("bearer", auth("{'authType':'raw_bearer_token','header':'X-Token','prefix':'Tok'}", "token"));
        all.put("key in a header", auth("{'authType':'api_key','header':'X-Api-Key'}", "value"));
        all.put("key in the query", auth("{'authType':'api_key','header':'key','in':'query'}", "value"));
        String oauth = "'tokenUrl':'" + token + "','clientId':'client','scope':'all'";
        all.put("client", auth("{'authType':'client_credentials'," + oauth + "}", "clientSecret"));
        all.put(
                "client by basic",
                auth("{'authType':'client_credentials','clientAuth':'basic_auth'," + oauth + "}", "clientSecret"));
        all.put(
                "password grant",
                auth("{'authType':'oauth2_password','username':'api-user'," + oauth + "}", "clientSecret", "password"));
        all.put("refresh", auth("{'authType':'oauth2_refresh_token'," + oauth + "}", "clientSecret", "refreshToken"));
        ObjectNode dynamic = auth("{'authType':'http_bearer_token','token':{'tokenOutput':'body.access_token',"
                + "'expirationOutput':'body.expires_in','operation':{'configType':'http','method':'POST','path':'/token',"
                + "'headers':{},'body':{'bodyType':'www_form_urlencoded','form':{'secret':'{{secrets.Inner}}'}}}}}");
        ((ObjectNode) dynamic.at("/config/auth/token/operation/headers"))
                .put("Authorization", "Key " + plants.plant("header of the token operation"))
                .put("X-Api-Key", plants.plant("key of the token operation"));
        ((ObjectNode) dynamic.get("secrets")).put("Inner", plants.plant("named secret of the token operation"));
        all.put("dynamic", dynamic);
        all.put("without", auth("{'authType':'basic','username':'u','password':null}"));
        for (String type : List.of("postgres", "mysql")) {
            ObjectNode database = json("{'config':{'host':'127.0.0.1','username':'arbor','database':'arbor'}}")
                    .put("type", type)
                    .put("name", marker + type);
            ((ObjectNode) database.get("config")).put("port", 1).put("password", plants.plant("password of " + type));
            all.put(type, database);
        }
        all.put("S basic", credentials("{'type':'basic','username':'api-user'}", "password"));
        all.put("S bearer", credentials("{'type':'bearer'}", "token"));
        all.put("S key", credentials("{'type':'api_key','header':'Authorization'}", "value"));
        all.put("S client", credentials("{'type':'oauth2_client_credentials'," + oauth + "}", "clientSecret"));
        return all;
    }

    private ObjectNode auth(String auth, String... secrets) {
        ObjectNode connection = http(marker, target.url(), auth);
        for (String name : secrets) {
            ((ObjectNode) connection.at("/config/auth")).put(name, plants.plant(auth + " " + name));
        }
        connection.putObject("secrets").put("Open API Key", plants.plant("named secret of " + auth));
        return connection;
    }

    private ObjectNode credentials(String credentials, String secret) {
        ObjectNode connection = json("{'type':'HTTP'}").put("name", marker).put("url", target.url());
        connection.set("credentials", json(credentials).put(secret, plants.plant("S " + credentials)));
        connection.putObject("secrets").put("Open API Key", plants.plant("named secret of S " + credentials));
        return connection;
    }

    private void manage(String id) {
        String path = "/connections/" + id;
        api.get(path).ok();
        api.post(path + "/test", "").ok();
        JsonNode export = api.get("/export/connections/" + id).ok();
        api.post("/import/connections", export);
        api.post("/import/connections?force", export).ok();
        ObjectNode changed = json("{'secrets':{}}");
        ((ObjectNode) changed.get("secrets")).put("Open API Key", plants.plant("changed named secret of " + id));
        api.put(path, changed.toString()).ok();
        api.patch(path, "{\"description\":\"" + marker + "\"}").ok();
        api.post(path + "/restart", "{}").ok();
        ObjectNode tried = json("{'config':{'auth':{}}}");
        ((ObjectNode) tried.at("/config/auth")).put("password", plants.plant("tried password of " + id));
        api.post(path + "/test", tried);
    }

    /** Successes whose other side says back all that it was told, failures of every kind, and runs of all of them. */
    private void exercise(String id, boolean http) {
        List<String> operations = new ArrayList<>();
        if (!http) {
            operations.add(api.operation(id, json("{'name':'Select','config':{'statement':'SELECT 1'},'outputs':{}}")));
        } else {
            ObjectNode echo = operation(
                    "Echo",
                    "POST",
                    "/echo/{{secrets.Open API Key}}",
                    "All",
                    "body",
                    "Text",
                    "JSON.stringify(body)",
                    "Authorization",
                    "body.authorization",
                    "Split",
                    "body.headers.Authorization?.split(' ')[1]");
            ObjectNode config = (ObjectNode) echo.get("config");
            config.putObject("headers").put("X-Secret", "{{secrets.Open API Key}}");
            config.putObject("params").put("q", "{{secrets.Open API Key}}");
            config.set("body", json("{'bodyType':'raw'}").put("raw", "{\"secret\":\"{{secrets.Open API Key}}\"}"));
            operations.add(api.operation(id, echo));
            operations.add(api.operation(
                    id,
                    operation("Throw", "GET", "/echo", "X", "(() => { throw new Error(JSON.stringify(body)) })()")));
            if (getsTokens(id)) { // To other connections the answer of that address is an answer like any.
                operations.add(api.operation(
                        id, operation("Token", "POST", "/token", "Access Token", "body.access_token", "All", "body")));
            }
            operations.add(api.operation(id, operation("Refused", "GET", "/status/401", "E", "body.error")));
            operations.add(api.operation(id, operation("Away", "GET", "/away", "S", "statusCode")));
            ObjectNode loop = operation("Loop", "GET", "/loop", "S", "statusCode");
            ((ObjectNode) loop.get("config")).put("followRedirect", true);
            operations.add(api.operation(id, loop));
        }
        TreeDraft draft = TreeDraft.tree(GROUP, "Tree " + id);
        for (int i = 0; i < operations.size(); i++) {
            api.post("/execute", execution(id, operations.get(i)));
            api.post("/execute?debug", execution(id, operations.get(i)));
            draft.node("n" + i, "system_integration_v1", "connection", id, "operation", operations.get(i))
                    .chain("start", "n" + i);
        }
        ObjectNode inline = json("{'operation':{'config':{'configType':'http','method':'GET','path':'/echo'},"
                        + "'outputs':{'All':{'value':'body'}}}}")
                .put("connectionId", id);
        api.post("/execute?debug", inline);
        tasks.post("/trees", draft.json()).ok();
        run("Tree " + id);
    }

    private boolean getsTokens(String id) {
        JsonNode connection = api.get("/connections/" + id).ok();
        String auth = connection.at("/config/auth/authType").asText()
                + connection.at("/credentials/type").asText();
        return List.of(
                        "client_credentials",
                        "oauth2_password",
                        "oauth2_refresh_token",
                        "http_bearer_token",
                        "oauth2_client_credentials")
                .contains(auth);
    }

    private void run(String tree) {
        long run = tasks.start("Adhoc", GROUP, tree, "{}");
        Await.until(
                "run " + run + " has come to rest",
                () -> !tasks.run(run, "").get("state").asText().equals("Running"));
        answers.add(tasks.get("/runs/" + run + "?include=details,tasks,tasks.details,tasks.messages,exceptions,"
                + "exceptions.text,triggers,sourceData"));
        answers.add(tasks.get("/errors?runId=" + run + "&include=details,text,messages"));
    }

    /** Handlers that are built in: one that is told again what it sent, and one that is refused. */
    private void builtInHandlers() {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            answers.add(set(
                    "kinetic_core_api_v1",
                    "{'api_location':'" + target.url() + "','api_username':'robot'}",
                    "api_password"));
            answers.add(set(
                    "smtp_email_send_v1",
                    "{'server':'127.0.0.1','port':'" + mail.getSmtp().getPort() + "','username':'robot'}",
                    "password"));
            tasks.post(
                            "/trees",
                            TreeDraft.tree(GROUP, "Built in")
                                    .node("core", "kinetic_core_api_v1", "path", "/echo/built-in")
                                    .node(
                                            "mail",
                                            "smtp_email_send_v1",
                                            "from",
                                            "robot@example.com",
                                            "to",
                                            "zoe@example.com")
                                    .chain("start", "core", "mail")
                                    .json())
                    .ok();
            run("Built in");
        } finally {
            mail.stop();
        }
        assertThat(target.received("/echo/built-in")).hasSize(1);
        assertThat(answers.get(answers.size() - 2).text())
                .as("what came of it")
                .contains("Basic [redacted]", "authentication_failed");
    }

    private Answer set(String handler, String properties, String secret) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("properties", json(properties).put(secret, plants.plant(secret + " of " + handler)));
        Answer answer = tasks.put("/handlers/" + handler + "?include=properties,details", body);
        answer.ok();
        return answer;
    }

    /** Requests that are refused and have a secret in them. */
    private void refusals() {
        String secret = plants.plant(
                "word in broken JSON",
                "Pl4ntBrokenJson" + UUID.randomUUID().toString().replace("-", ""));
        api.post("/connections", "{\"config\":{\"auth\":{\"password\":" + secret + "}}}");
        api.post("/connections", "{\"config\":{\"auth\":{\"password\":\"" + plants.plant("unfinished text"));
        ObjectNode unsaved = auth("{'authType':'basic','username':'api-user'}", "password");
        api.post("/test", unsaved);
        api.post(
                "/execute?debug",
                json("{'operation':{'config':{'configType':'http','method':'GET','path':'/echo'},"
                                + "'outputs':{'All':{'value':'body'}}}}")
                        .<ObjectNode>set("connection", unsaved));
        ((ObjectNode) unsaved.get("config")).put("baseUrl", "http://127.0.0.1:1");
        api.post("/test", unsaved);
        unsaved.put("unexpected", plants.plant("value of an unexpected key"));
        api.post("/connections", unsaved);
        unsaved.remove("unexpected");
        unsaved.put("type", "fax");
        api.post("/connections", unsaved);
        ObjectNode number = http(marker, target.url(), "{'authType':'basic','username':'u','password':1}");
        long digits = 1_000_000_000_000_000L + Math.abs(new SecureRandom().nextLong() % 1_000_000_000_000_000L);
        plants.plant("password that is a number", String.valueOf(digits));
        ((ObjectNode) number.at("/config/auth")).put("password", digits);
        api.post("/connections", number);
        ((ObjectNode) number.at("/config/auth")).putObject("password").put("in", plants.plant("password in an object"));
        api.post("/connections", number);
        ObjectNode named = http(marker, target.url(), null);
        named.putObject("secrets").putObject("A").put("value", plants.plant("named secret in an object"));
        api.post("/connections", named);
        String user = plants.plant(
                "password in an address",
                "Pl4ntUserInfo" + UUID.randomUUID().toString().replace("-", ""));
        api.post("/connections", http(marker, target.url().replace("//", "//user:" + user + "@"), null));
        ObjectNode forgotten = http(marker, target.url(), "{'authType':'none of these'}");
        ((ObjectNode) forgotten.at("/config/auth")).put("password", plants.plant("password of unknown credentials"));
        api.post("/connections", forgotten);
        api.post("/rotate-encryption-key", "{}").ok();
    }

    private Set<String> files() throws IOException {
        Set<String> found = new TreeSet<>();
        boolean marked = false;
        try (Stream<Path> paths = Files.walk(server.data())) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                // Copies of the application, which were there before any secret was.
                if (file.toString().endsWith(".ear")
                        || file.startsWith(server.data().resolve("server/tmp"))) {
                    continue;
                }
                byte[] bytes = Files.readAllBytes(file);
                found.addAll(plants.in(server.data().relativize(file).toString(), bytes));
                marked |= new String(bytes, StandardCharsets.ISO_8859_1).contains(marker);
            }
        }
        assertThat(marked).as("the search sees what is in the files").isTrue();
        return found;
    }

    /** Every row of every table, as the database itself writes them. */
    private String tables() throws IOException, InterruptedException {
        Path driver;
        try (Stream<Path> modules = Files.walk(Checkout.server().resolve("wildfly/modules"))) {
            driver = modules.filter(file -> file.getFileName().toString().matches("h2-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Path database;
        try (Stream<Path> data = Files.walk(server.data())) {
            database = data.filter(file -> file.toString().endsWith(".mv.db"))
                    .findFirst()
                    .orElseThrow();
        }
        Path script = server.data().resolve("tables.sql");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        driver.toString(),
                        "org.h2.tools.Script",
                        "-url",
                        "jdbc:h2:" + database.toString().replaceAll("\\.mv\\.db$", "")
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                        "-user",
                        "sa",
                        "-password",
                        "sa",
                        "-script",
                        script.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(script);
    }
}
