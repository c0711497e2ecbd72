package dev.arbor.session;

import static dev.arbor.session.SessionServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.arbor.server.Await;
import dev.arbor.server.ServerProcess;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers as they meet a server (integrator spec 3.1 and 3.4). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionsIT {

    private static final String SPACE = "/app/api/v1/space";
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    private static SessionServer server;

    @BeforeAll
    static void start() {
        server = new SessionServer();
        for (String name : List.of("jane", "otto", "guessed", "bound", "away", "typist")) {
            server.account(name);
        }
        server.core("POST", "/kapps", "{\"name\":\"Desk\",\"slug\":\"desk\"}").ok();
        for (boolean anonymous : List.of(true, false)) {
            server.core(
                            "POST",
                            "/kapps/desk/forms",
                            "{\"name\":\"F\",\"slug\":\"" + (anonymous ? "open" : "closed")
                                    + "\",\"status\":\"Active\",\"anonymous\":" + anonymous
                                    + ",\"pages\":[{\"name\":\"P\",\"type\":\"page\",\"renderType\":\"submittable\","
                                    + "\"elements\":[{\"type\":\"field\",\"renderType\":\"text\",\"name\":\"A\"}]}]}")
                    .ok();
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Browser browser() {
        return new Browser(server.process());
    }

    private static Browser signedIn(String username) {
        Browser browser = browser();
        Answer answer = browser.signIn(username, username.equals("admin") ? ServerProcess.PASSWORD : PASSWORD);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browser;
    }

    // --- Signing in and out

    @Test
    void aScriptSignsInWithAFormOrWithJsonAndIsKnownByItsCookie() {
        Browser browser = browser();
        Answer answer = browser.signIn("jane", PASSWORD);
        assertThat(answer.ok().get("username").asText()).isEqualTo("jane");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(browser.set()).hasSize(2);
        assertThat(browser.set().get(0)).matches("ARBOR_SESSION=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        assertThat(browser.set().get(1)).matches("XSRF-TOKEN=[A-Za-z0-9_-]{43}; Path=/; SameSite=Lax");
        assertThat(browser.get(SPACE).ok().at("/space/slug").asText()).isEqualTo("acme");
        assertThat(browser.set()).as("a request sets nothing").isEmpty();

        Answer json = browser()
                .send(
                        "POST",
                        "/app/login.do",
                        "{\"j_username\":\"jane\",\"j_password\":\"" + PASSWORD + "\"}",
                        "Content-Type",
                        "application/json");
        assertThat(json.ok().get("username").asText()).isEqualTo("jane");
    }

    @Test
    void whoTypesAWrongPasswordGetsNoCookie() {
        Browser browser = browser();
        Answer answer = browser.signIn("jane", "wrong");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("errorKey").asText()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate"))
                .as("nobody is asked by the browser")
                .isEmpty();
        assertThat(browser.set()).isEmpty();
        assertThat(browser.get(SPACE).status()).isEqualTo(401);
    }

    @Test
    void theSessionIsThatOfTheSpaceByEitherAddress() {
        Browser browser = browser();
        assertThat(browser.signIn("/kinetic/acme", "jane", PASSWORD).status()).isEqualTo(200);
        assertThat(browser.get(SPACE).status()).isEqualTo(200);
        assertThat(browser.get("/kinetic/acme" + SPACE).status()).isEqualTo(200);
        assertThat(browser.get("/kinetic/another" + SPACE).status()).isEqualTo(404);
        Browser another = browser();
        assertThat(another.signIn("/kinetic/another", "jane", PASSWORD).status())
                .isIn(401, 404);
        assertThat(another.set()).isEmpty();
        Answer page = browser().get("/kinetic/acme/app", "Accept", HTML);
        assertThat(page.header("Location")).contains("/kinetic/acme/app/login?redirect=%2Fkinetic%2Facme%2Fapp");
    }

    @Test
    void nobodyChoosesTheIdOfASession() {
        Browser browser = browser();
        String planted = "P".repeat(43);
        browser.cookie("ARBOR_SESSION", planted);
        browser.signIn("jane", PASSWORD);
        String first = browser.cookie("ARBOR_SESSION").orElseThrow();
        assertThat(first).isNotEqualTo(planted);
        browser.signIn("otto", PASSWORD);
        assertThat(browser.cookie("ARBOR_SESSION").orElseThrow()).isNotEqualTo(first);
        for (String ended : List.of(planted, first)) {
            Browser other = browser();
            other.cookie("ARBOR_SESSION", ended);
            assertThat(other.get(SPACE).status()).isEqualTo(401);
        }
    }

    @Test
    void aCookieThatWasTamperedWithIsNone() {
        String id = signedIn("jane").cookie("ARBOR_SESSION").orElseThrow();
        String changed = id.substring(0, 20) + (id.charAt(20) == 'a' ? 'b' : 'a') + id.substring(21);
        for (String cookie : List.of(changed, id + "x", "\"" + id + "x\"", "x".repeat(9000), "%00", "a=b")) {
            Browser other = browser();
            other.cookie("ARBOR_SESSION", cookie);
            Answer answer = other.get(SPACE);
            assertThat(answer.status()).as(cookie).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void whoSignsOutIsOut() {
        for (String method : List.of("GET", "POST")) {
            Browser browser = signedIn("jane");
            Browser thief = browser();
            thief.cookie("ARBOR_SESSION", browser.cookie("ARBOR_SESSION").orElseThrow());
            assertThat(thief.get(SPACE).status()).isEqualTo(200);
            assertThat(thief.send("POST", "/app/logout", null).status()).isEqualTo(403);
            assertThat(browser.json(method, "/app/logout", null).status()).isEqualTo(200);
            assertThat(browser.cookie("ARBOR_SESSION")).isEmpty();
            assertThat(browser.cookie("XSRF-TOKEN")).isEmpty();
            assertThat(thief.get(SPACE).status()).isEqualTo(401);
            assertThat(browser.get("/app/logout").status()).as("once more").isEqualTo(200);
        }
        Answer page = signedIn("jane").get("/app/logout", "Accept", HTML);
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).contains("/app/login");
    }

    @Test
    void aNewPasswordANewNameADisabledAndARemovedAccountEndSessions() {
        server.core("POST", "/users", "{\"username\":\"leaver\",\"password\":\"" + PASSWORD + "\",\"enabled\":true}")
                .ok();
        Browser browser = signedIn("leaver");
        server.core("PUT", "/users/leaver", "{\"displayName\":\"Who leaves\"}").ok();
        assertThat(browser.get(SPACE).status()).isEqualTo(200);
        server.core("PUT", "/users/leaver", "{\"enabled\":false}").ok();
        assertThat(browser.get(SPACE).status()).isEqualTo(401);
        server.core("PUT", "/users/leaver", "{\"enabled\":true}").ok();
        assertThat(browser.get(SPACE).status()).as("enabled again").isEqualTo(401);

        Browser again = signedIn("leaver");
        server.core("PUT", "/users/leaver", "{\"password\":\"" + PASSWORD + "\"}")
                .ok();
        assertThat(again.get(SPACE).status()).as("the same password, set anew").isEqualTo(401);

        Browser named = signedIn("leaver");
        server.core("PUT", "/users/leaver", "{\"username\":\"gone\"}").ok();
        assertThat(named.get(SPACE).status()).isEqualTo(401);

        Browser removed = signedIn("gone");
        server.core("DELETE", "/users/gone", null).ok();
        assertThat(removed.get(SPACE).status()).isEqualTo(401);
    }

    // --- One mechanism

    @Test
    void tokensComeByTheSessionAndTheIntegratorTakesTokensAlone() {
        Browser browser = signedIn("admin");
        String authorize = "/app/oauth/authorize?response_type=token&client_id=system";
        Answer granted = browser.get(authorize);
        assertThat(granted.status()).isEqualTo(302);
        String location = granted.header("Location").orElseThrow();
        assertThat(location).contains("#access_token=");
        String token = location.replaceFirst(".*access_token=([^&]*).*", "$1");

        String connections = "/app/integrator/api/connections";
        Answer session = browser.get(connections);
        assertThat(session.status()).isEqualTo(401);
        assertThat(session.text()).isEqualTo("{\"message\":\"Authorization header must contain a bearer token\"}");
        assertThat(browser()
                        .get(connections, "Authorization", Tokens.bearer(token))
                        .status())
                .isEqualTo(200);

        assertThat(browser().get(authorize).status()).isEqualTo(401);
        Answer assumed = browser().get(authorize, "X-Kinetic-AuthAssumed", "true");
        assertThat(assumed.status()).isEqualTo(401);
        assertThat(assumed.header("WWW-Authenticate")).isEmpty();
        assertThat(browser.send("POST", authorize, null).status()).isEqualTo(403);
    }

    @Test
    void whatARequestSaysGoesBeforeItsCookie() {
        Browser browser = signedIn("jane");
        assertThat(browser.get(SPACE, "Authorization", TaskApi.basic("otto", "wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(browser.get(SPACE, "Authorization", "Bearer nonsense").status())
                .isEqualTo(401);
        assertThat(browser.get(SPACE, "Authorization", "Negotiate x").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /app/api/v1/space, 200",
        "POST, /app/api/v1/kapps/desk/forms/closed/submissions, 200",
        "POST, /kinetic/acme/app/api/v1/kapps/desk/forms/closed/submissions, 200",
        "DELETE, /app/api/v1/kapps/none, 404",
        "PATCH, /app/api/v1/submissions/none, 404",
        "POST, /app/components/task/app/api/v2/runs?sourceName=x&sourceGroup=x&name=x, 404",
        "POST, /app/webApis/none, 404",
        "POST, /app/api/v1/integrations/kapps/desk/none, 404",
        "POST, /app/oauth/authorize?response_type=code&client_id=none, 401",
        "POST, /nothing/here, 404",
    })
    void whatChangesSomethingShowsTheTokenOfTheSession(String method, String path, int status) {
        Browser browser = signedIn("admin");
        String token = browser.cookie("XSRF-TOKEN").orElseThrow();
        String others = signedIn("admin").cookie("XSRF-TOKEN").orElseThrow();
        String id = browser.cookie("ARBOR_SESSION").orElseThrow();
        List<List<String>> forged = new ArrayList<>(List.of(List.of()));
        for (String wrong : List.of("", "x", others, id, token + "x", token.substring(1))) {
            forged.add(List.of("X-XSRF-TOKEN", wrong));
            forged.add(List.of("X-CSRF-Token", wrong));
        }
        for (List<String> headers : forged) {
            Answer answer = send(browser, method, path, headers);
            assertThat(answer.status()).as("%s %s", path, headers).isEqualTo(403);
            assertThat(answer.json().get("error").asText()).isEqualTo("Invalid CSRF token");
            assertThat(answer.json().get("errorKey").asText()).isEqualTo("invalid_csrf_token");
        }
        browser.cookie("XSRF-TOKEN", others);
        assertThat(send(browser, method, path, List.of("X-XSRF-TOKEN", others)).status())
                .as("a cookie beside the session proves nothing")
                .isEqualTo(403);
        for (String header : List.of("X-XSRF-TOKEN", "X-CSRF-Token", "x-xsrf-token")) {
            assertThat(send(browser, method, path, List.of(header, token)).status())
                    .as(header)
                    .isEqualTo(status);
        }
        Browser password = browser();
        List<String> basic = List.of("Authorization", TaskApi.basic("admin", ServerProcess.PASSWORD));
        assertThat(send(password, method, path, basic).status()).isEqualTo(status);
        assertThat(send(browser, method, path, basic).status())
                .as("a password beside a cookie")
                .isEqualTo(status);
    }

    private static Answer send(Browser browser, String method, String path, List<String> more) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
        headers.addAll(more);
        return browser.send(method, path, "{}", headers.toArray(String[]::new));
    }

    @Test
    void tokensNeedNoOtherTokenAndALostOneIsGivenAgain() {
        String token = Tokens.of(server.process(), "jane", PASSWORD);
        assertThat(browser()
                        .send(
                                "POST",
                                "/app/api/v1/kapps/desk/forms/closed/submissions",
                                "{}",
                                "Authorization",
                                Tokens.bearer(token))
                        .status())
                .isEqualTo(200);
        Browser browser = signedIn("jane");
        String xsrf = browser.cookie("XSRF-TOKEN").orElseThrow();
        browser.cookie("XSRF-TOKEN", "lost");
        browser.get(SPACE);
        assertThat(browser.cookie("XSRF-TOKEN")).contains(xsrf);
    }

    // --- Who guesses

    @Test
    void theSixthGuessWaitsAndNobodyElseDoes() {
        Browser browser = browser();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("guessed", "guess-" + i).status()).isEqualTo(401);
        }
        Answer sixth = browser.signIn("guessed", PASSWORD);
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.json().get("errorKey").asText()).isEqualTo("too_many_attempts");
        assertThat(sixth.header("Retry-After")).contains("60");
        assertThat(browser.set()).isEmpty();
        Answer basic = browser.get(SPACE, "Authorization", TaskApi.basic("guessed", PASSWORD));
        assertThat(basic.status()).isEqualTo(429);
        assertThat(basic.header("Retry-After")).contains("60");
        assertThat(browser.signIn("otto", PASSWORD).status()).isEqualTo(200);
        Answer page = browser.send(
                "POST",
                "/app/login.do",
                "j_username=guessed&j_password=x",
                "Content-Type",
                Browser.FORM,
                "Accept",
                HTML);
        assertThat(page.header("Location")).contains("/app/login?problem=many");
    }

    // --- Pages

    @Test
    void aPersonIsSentToSignInAndBack() {
        Browser browser = browser();
        Answer sent = browser.get("/app?x=1", "Accept", HTML);
        assertThat(sent.status()).isEqualTo(303);
        String login = sent.header("Location").orElseThrow();
        assertThat(login).isEqualTo("/app/login?redirect=%2Fapp%3Fx%3D1");

        Answer page = browser.get(login, "Accept", HTML);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src")
                .doesNotContain("unsafe");
        assertThat(page.text())
                .contains("value=\"/app?x=1\"", "action=\"/app/login.do\"", "<label for=\"username\">")
                .doesNotContain("<script");
        assertThat(browser.get("/app/login.css").header("Content-Type").orElseThrow())
                .startsWith("text/css");

        String form = "j_username=jane&j_password=" + PASSWORD + "&redirect=%2Fapp%3Fx%3D1";
        Answer posted = browser.send("POST", "/app/login.do", form, "Content-Type", Browser.FORM, "Accept", HTML);
        assertThat(posted.status()).isEqualTo(303);
        assertThat(posted.header("Location")).contains("/app?x=1");
        Answer home = browser.get("/app?x=1", "Accept", HTML);
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.text()).contains("<strong>jane</strong>", "href=\"/app/logout\"");

        Answer wrong = browser.send(
                "POST",
                "/app/login.do",
                "j_username=jane&j_password=wrong&redirect=/app",
                "Content-Type",
                Browser.FORM,
                "Accept",
                HTML);
        assertThat(wrong.header("Location")).contains("/app/login?problem=wrong&redirect=%2Fapp");
        assertThat(browser.get("/app/login?problem=wrong").text()).contains("do not belong together");
        assertThat(browser.get("/app/login?problem=%3Cb%3E").text()).doesNotContain("<b>");
    }

    @Test
    void scriptsAreToldAndNotSentAnywhere() {
        assertThat(browser().get("/app").status()).isEqualTo(401);
        assertThat(browser()
                        .get("/app", "Accept", HTML, "X-Kinetic-AuthAssumed", "true")
                        .status())
                .isEqualTo(401);
        assertThat(browser().get(SPACE, "Accept", HTML).status()).isEqualTo(401);
        assertThat(browser()
                        .get("/app/oauth/authorize?response_type=token&client_id=system", "Accept", HTML)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "'/\" autofocus=\"'"
    })
    void nobodyIsSentElsewhere(String target) {
        String encoded = TaskApi.encode(target);
        assertThat(browser().get("/app/login?redirect=" + encoded).text()).contains("name=\"redirect\" value=\"\"");
        Answer posted = browser()
                .send(
                        "POST",
                        "/app/login.do",
                        "j_username=jane&j_password=" + PASSWORD + "&redirect=" + encoded,
                        "Content-Type",
                        Browser.FORM,
                        "Accept",
                        HTML);
        assertThat(posted.header("Location")).contains("/app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "application/x-www-form-urlencoded ~ j_username=jane ~ 400",
                "application/x-www-form-urlencoded ~ j_password=x ~ 400",
                "application/x-www-form-urlencoded ~ j_username=%zz&j_password=x ~ 400",
                "application/x-www-form-urlencoded ~ & ~ 400",
                "application/x-www-form-urlencoded ~ j_username=typist%00&j_password=x ~ 401",
                "application/x-www-form-urlencoded ~ j_username=typist&j_password=%00 ~ 401",
                "application/x-www-form-urlencoded ~ j_username=typist&j_password=x&more=1 ~ 401",
                "application/json ~ {\"j_username\":\"jane\" ~ 400",
                "application/json ~ {\"j_username\":1,\"j_password\":{}} ~ 400",
                "application/json ~ [] ~ 400",
                "application/json ~ {\"j_username\":\"typist\",\"j_password\":\"x\",\"more\":1} ~ 401",
                "text/plain ~ j_username=jane&j_password=x ~ 415",
            })
    void whatIsNoSignInIsRefused(String type, String body, int status) {
        Browser browser = browser();
        Answer answer = browser.send("POST", "/app/login.do", body, "Content-Type", type);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().has("errorKey")).isTrue();
        assertThat(browser.set()).isEmpty();
    }

    @Test
    void whatIsTooLongOrFromAnotherSiteIsRefused() {
        Browser browser = browser();
        assertThat(browser.signIn("n".repeat(1001), "x").status()).isEqualTo(400);
        assertThat(browser.signIn("jane", "x".repeat(20_000_000)).status()).isEqualTo(413);
        assertThat(browser.get("/app/login.do").status()).isEqualTo(405);
        Answer forged = browser.send(
                "POST",
                "/app/login.do",
                "j_username=jane&j_password=" + PASSWORD,
                "Content-Type",
                Browser.FORM,
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(browser.set()).isEmpty();
    }

    // --- Addresses

    @Test
    void anAccountIsBoundToItsAddresses() {
        Browser browser = signedIn("bound");
        String token = Tokens.of(server.process(), "bound", PASSWORD);
        server.execute("UPDATE account SET allowed_ips = '10.0.0.0/8, ::1' WHERE username = 'bound'");
        for (Answer answer : List.of(
                browser.get(SPACE),
                browser().get(SPACE, "Authorization", TaskApi.basic("bound", PASSWORD)),
                browser().get(SPACE, "Authorization", Tokens.bearer(token)),
                browser().signIn("bound", PASSWORD),
                browser()
                        .get(
                                SPACE,
                                "Authorization",
                                TaskApi.basic("bound", PASSWORD),
                                "X-Forwarded-For",
                                "10.0.0.1"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.json().get("error").asText()).contains("127.0.0.1");
        }
        server.execute("UPDATE account SET allowed_ips = '10.0.0.0/8,127.0.0.1' WHERE username = 'bound'");
        assertThat(browser.get(SPACE).status()).isEqualTo(200);
    }

    @Test
    void theSpaceIsBoundToItsAddressesWhereItSaysSo() {
        Answer broken = server.core("PUT", "/space", "{\"allowedIps\":[\"10.0.0.0/99\"]}");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).contains("10.0.0.0/99");
        assertThat(server.core("PUT", "/space", "{\"allowedIps\":[],\"allowedIpsEnabled\":true}")
                        .status())
                .isEqualTo(400);
        assertThat(server.core("PUT", "/space", "{\"sessionInactiveLimitInSeconds\":5}")
                        .status())
                .isEqualTo(400);
        server.core("PUT", "/space", "{\"allowedIps\":[\"10.0.0.0/8\"],\"allowedIpsEnabled\":true}")
                .ok();
        try {
            Await.until(
                    "nobody is let in", () -> server.core("GET", "/space", null).status() == 403);
            Answer answer = server.core("GET", "/space", null);
            assertThat(answer.json().get("errorKey").asText()).isEqualTo("address_not_allowed");
            assertThat(answer.json().get("error").asText()).contains("127.0.0.1");
            assertThat(browser().signIn("jane", PASSWORD).status()).isEqualTo(403);
            assertThat(browser().get("/app/login").status()).isEqualTo(403);
            assertThat(browser().get("/app/integrator/healthz").status()).isEqualTo(200);
        } finally {
            server.execute("UPDATE space SET content = replace(content, '\"allowedIpsEnabled\":true',"
                    + " '\"allowedIpsEnabled\":false')");
        }
        Await.until(
                "people are let in", () -> server.core("GET", "/space", null).status() == 200);
    }

    // --- Who has not signed in

    @Test
    void aVisitorMakesASubmissionAndIsTheOnlyOneWhoSeesIt() {
        String submissions = "/app/api/v1/kapps/desk/forms/open/submissions";
        Browser visitor = browser();
        assertThat(visitor.get("/app/api/v1/kapps/desk/forms/open").status()).isEqualTo(200);
        Answer made = visitor.json("POST", submissions, "{\"values\":{\"A\":\"mine\"},\"sessionToken\":\"chosen\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(visitor.set().get(0)).matches("sessionToken=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        String secret = visitor.cookie("sessionToken").orElseThrow();
        String id = made.json().at("/submission/id").asText();
        String one = "/app/api/v1/submissions/" + id;
        assertThat(visitor.get(one).ok().at("/submission/values/A").asText()).isEqualTo("mine");
        assertThat(visitor.json("PUT", one, "{\"values\":{\"A\":\"changed\"},\"sessionToken\":\"x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get(one).ok().at("/submission/values/A").asText()).isEqualTo("changed");
        visitor.json("POST", submissions, "{}");
        assertThat(visitor.cookie("sessionToken")).as("the same visitor").contains(secret);

        Answer asAdmin = server.core("GET", "/submissions/" + id + "?include=details,values", null);
        String shown = asAdmin.ok().at("/submission/sessionToken").asText();
        assertThat(shown).hasSize(43).isNotEqualTo(secret);
        assertThat(asAdmin.json().at("/submission/createdBy").asText()).isEqualTo("anonymous");

        server.account("anonymous");
        Browser copy = browser();
        copy.cookie("sessionToken", shown);
        Browser other = browser();
        other.json("POST", submissions, "{}");
        for (Browser stranger : List.of(browser(), copy, other)) {
            for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH")) {
                Answer answer = stranger.json(method, one, method.equals("GET") ? null : "{}");
                assertThat(answer.status()).as(method).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
            }
        }
        assertThat(signedIn("anonymous").get(one).status())
                .as("an account of that name")
                .isEqualTo(403);
        assertThat(visitor.json("DELETE", one, null).status()).isEqualTo(401);
        visitor.signIn("jane", PASSWORD);
        assertThat(visitor.get(one).status()).as("who signs in later").isEqualTo(200);
    }

    @Test
    void aVisitorSeesNothingElseAndIsNotToldWhatIsThere() {
        Browser visitor = browser();
        visitor.json("POST", "/app/api/v1/kapps/desk/forms/open/submissions", "{}");
        for (String path : List.of(
                "/kapps/desk/forms/closed/submissions",
                "/kapps/desk/forms/none/submissions",
                "/kapps/none/forms/open/submissions")) {
            Answer answer = visitor.json("POST", "/app/api/v1" + path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.json().get("errorKey").asText()).isEqualTo("unauthorized");
            assertThat(answer.json().get("statusCode").asInt()).isEqualTo(401);
        }
        for (String path : List.of(
                "/kapps/desk/forms/closed",
                "/kapps/desk/forms/open/submissions",
                "/kapps/desk/submissions",
                "/kapps/desk",
                "/space",
                "/submissions/none",
                "/submissions/6ba7b810-9dad-11d1-80b4-00c04fd430c8")) {
            assertThat(visitor.get("/app/api/v1" + path).status()).as(path).isEqualTo(401);
        }
        Answer assumed = visitor.send(
                "POST", "/app/api/v1/kapps/desk/forms/open/submissions", "{}", "X-Kinetic-AuthAssumed", "true");
        assertThat(assumed.status()).isEqualTo(401);
        assertThat(assumed.header("WWW-Authenticate")).isEmpty();
    }

    // --- What is told, and what is not

    @Test
    void workflowsHearOfSignIns() {
        for (String event : List.of("User Login", "User Logout", "Space Login Failure")) {
            String workflow = server.core(
                            "POST", "/workflows", "{\"name\":\"On " + event + "\",\"event\":\"" + event + "\"}")
                    .ok()
                    .get("id")
                    .asText();
            Browser browser = signedIn("otto");
            browser.get("/app/logout");
            browser.signIn("otto", "wrong");
            TaskApi tasks = new TaskApi(server.process());
            Await.until("a run for " + event, () -> !tasks.get("/runs?source=" + TaskApi.encode("Kinetic Request CE")
                            + "&sourceGroup=" + workflow + "&include=details")
                    .ok()
                    .get("runs")
                    .isEmpty());
        }
    }

    @Test
    void secretsAreInNoTableAndNoLog() {
        Browser browser = signedIn("otto");
        browser.signIn("otto", "a-wrong-password");
        Browser visitor = browser();
        visitor.json("POST", "/app/api/v1/kapps/desk/forms/open/submissions", "{}");
        String tables = server.tables();
        String log = server.process().log() + server.process().said();
        assertThat(tables).contains("otto");
        for (String secret : List.of(
                browser.cookie("ARBOR_SESSION").orElseThrow(),
                browser.cookie("XSRF-TOKEN").orElseThrow(),
                visitor.cookie("sessionToken").orElseThrow(),
                PASSWORD,
                "a-wrong-password")) {
            assertThat(tables).doesNotContain(secret);
            assertThat(log).doesNotContain(secret);
        }
    }

    // --- After a restart

    @Test
    @Order(Integer.MAX_VALUE)
    void sessionsOutliveTheServerAndAProxyThatIsTrustedTellsWhoTheClientIs() {
        Browser before = signedIn("jane");
        server.execute("UPDATE account SET allowed_ips = '10.1.2.3' WHERE username = 'away'");
        String[] forwarded = {
            "Authorization",
            TaskApi.basic("away", PASSWORD),
            "X-Forwarded-For",
            "10.1.2.3",
            "X-Forwarded-Proto",
            "https"
        };
        assertThat(browser().get(SPACE, forwarded).status()).isEqualTo(403);

        server.process().kill();
        server.process().set("ARBOR_PROXY_FORWARDING", "true");
        server.process().restart();

        assertThat(before.get(SPACE).status()).isEqualTo(200);
        assertThat(before.json("POST", "/app/api/v1/kapps/desk/forms/closed/submissions", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(browser().get(SPACE, forwarded).status()).isEqualTo(200);
        assertThat(browser().get(SPACE, "Authorization", forwarded[1]).status()).isEqualTo(403);
        Browser browser = browser();
        browser.send(
                "POST",
                "/app/login.do",
                "j_username=jane&j_password=" + PASSWORD,
                "Content-Type",
                Browser.FORM,
                "X-Forwarded-Proto",
                "https");
        assertThat(browser.set()).hasSize(2).allMatch(cookie -> cookie.endsWith("; SameSite=Lax; Secure"));
    }
}
