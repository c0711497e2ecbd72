package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets from the Core API: a refusal that names it, and never a failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final String SUBMISSIONS = "/kapps/bad/forms/input/submissions";

    private final CoreClient api = new CoreClient(CommonServer.get());

    @BeforeAll
    void begin() {
        api.delete("/kapps/bad");
        api.post("/kapps", "{\"name\":\"Bad\",\"slug\":\"bad\"}").ok();
        api.post(
                        "/kapps/bad/forms",
                        "{\"name\":\"Input\",\"slug\":\"input\",\"status\":\"Active\",\"pages\":[{\"name\":\"P\",\"elements\":["
                                + "{\"type\":\"field\",\"name\":\"A\",\"required\":true},"
                                + "{\"type\":\"field\",\"name\":\"B\",\"pattern\":{\"regex\":\"^(a+)+$\"}}]}]}")
                .ok();
    }

    @AfterAll
    void end() {
        api.delete("/kapps/bad");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "POST ~ /kapps ~ {\"name\":\"x\"} ~ 400 ~ Slug must not be blank",
                "POST ~ /kapps ~ {\"name\":\"x\",\"slug\":\"bad\"} ~ 400 ~ A kapp with the same slug already exists.",
                "POST ~ /kapps ~ {\"name\":{},\"slug\":\"b\"} ~ 400 ~ Name must",
                "POST ~ /kapps ~ {\"name\":\"x\",\"slug\":\"b\",\"displayType\":1} ~ 400 ~ Display type must be a string",
                "POST ~ /kapps ~ {\"name\" 1} ~ 400 ~ Unable to parse JSON content.",
                "POST ~ /kapps ~ [] ~ 400 ~ Unable to parse JSON content.",
                "PUT ~ /kapps/none ~ {} ~ 404 ~ Unable to locate the none Kapp",
                "PUT ~ /kapps/bad ~ {\"indexDefinitions\":[{\"parts\":[\"values[X]\"]}]} ~ 400 ~ The 'X' field was not found",
                "PUT ~ /kapps/bad ~ {\"indexDefinitions\":{}} ~ 400 ~ Index definitions must be a list",
                "PUT ~ /kapps/bad ~ {\"categories\":[{\"name\":\"A\"},{\"name\":\"a\"}]} ~ 400 ~ 2 with the slug \"a\"",
                "PUT ~ /kapps/bad ~ {\"attributes\":\"x\"} ~ 400 ~ Attributes must be lists",
                "PUT ~ /kapps/bad/forms/input ~ {\"anonymous\":\"yes\"} ~ 400 ~ Anonymous must be a boolean",
                "PUT ~ /kapps/bad/forms/input ~ {\"pages\":{}} ~ 400 ~ Pages must be a list",
                "PUT ~ /kapps/bad/forms/input ~ {\"pages\":[1]} ~ 400 ~ Pages must be a list of objects",
                "PUT ~ /kapps/bad/forms/input ~ {\"versionId\":\"999\"} ~ 400 ~ Expected version 999",
                "POST ~ /kapps/bad/forms/none/submissions ~ {} ~ 404 ~ Unable to locate the none Form",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"values\":{\"X\":1}} ~ 400 ~ The \"X\" field is not defined",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"values\":[]} ~ 400 ~ Expected the values to be an object",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"values\":{\"A\":{}}} ~ 400 ~ to be a string",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"coreState\":\"Open\"} ~ 400 ~ Draft, Submitted or Closed",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"coreState\":\"Submitted\"} ~ 400 ~ A: A is required",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"parent\":\"x\"} ~ 400 ~ Expected the parent",
                "POST ~ /kapps/bad/forms/input/submissions?page=Nope ~ {} ~ 400 ~ there is no page 'Nope'",
                "POST ~ /kapps/bad/forms/input/submissions ~ {\"activities\":{}} ~ 400 ~ Expected the activities",
                "PATCH ~ /kapps/bad/forms/input/submissions ~ {} ~ 400 ~ createdBy must not be blank",
                "GET ~ /submissions/none ~ {} ~ 404 ~ Unable to locate the none Submission",
                "GET ~ /kapps/bad/submissions?start=soon ~ {} ~ 400 ~ Expected start to be a time",
                "GET ~ /kapps/bad/submissions?coreState=Open ~ {} ~ 400 ~ Draft, Submitted or Closed",
                "GET ~ /kapps/bad/submissions?pageToken=x ~ {} ~ 400 ~ page token",
                "GET ~ /kapps/bad/submissions?q=x%20y ~ {} ~ 400 ~ at position 3",
                "GET ~ /kapps/bad/submissions?q=values%5BX%5D%3D%22y%22 ~ {} ~ 400 ~ unexpected parts: values[X]",
                "GET ~ /kapps/bad%00 ~ {} ~ 400 ~ NUL",
                "POST ~ /kapps/bad/backgroundJobs ~ {\"type\":\"Dance\"} ~ 400 ~ Dance",
                "POST ~ /kapps/bad/backgroundJobs ~ {\"type\":\"Build Index\",\"content\":{\"indexes\":[\"x\"]}} ~ 400 ~ 'x'",
                "POST ~ /kapps/bad/forms/input/submissions-multipart ~ {} ~ 200 ~ submission",
                "POST ~ /users ~ {} ~ 400 ~ Username must not be blank",
                "POST ~ /users ~ {\"username\":\"ADMIN\"} ~ 400 ~ A user with the same normalized_username already exists.",
                "POST ~ /users ~ {\"username\":\"n\",\"enabled\":\"yes\"} ~ 400 ~ Enabled must be a boolean",
                "POST ~ /users ~ {\"username\":\"n\\u0000\"} ~ 400 ~ NUL",
                "POST ~ /users ~ {\"username\":\"n\",\"password\":\"short\"} ~ 400 ~ at least 8 characters",
                "PUT ~ /users/none ~ {} ~ 404 ~ Unable to locate the none User",
                "GET ~ /users?q=password%3D%22x%22 ~ {} ~ 400 ~ unexpected parts: password",
                "GET ~ /users?pageToken=x ~ {} ~ 400 ~ page token",
                "GET ~ /users?orderBy=enabled ~ {} ~ 400 ~ orderBy",
                "GET ~ /users/a%00b ~ {} ~ 400 ~ NUL",
                "POST ~ /users/none/passwordResetToken ~ {} ~ 404 ~ Unable to locate the none User",
                "POST ~ /users/admin/passwordResetToken ~ {\"expiresIn\":1} ~ 400 ~ expiresIn",
                "POST ~ /teams ~ {} ~ 400 ~ Invalid Team.\\n    Name must not be blank",
                "POST ~ /teams ~ {\"name\":1} ~ 400 ~ Name must be a string",
                "POST ~ /teams?restorationToken=none ~ {} ~ 404 ~ Unable to locate the none Team",
                "GET ~ /teams/none ~ {} ~ 404 ~ Unable to locate the none Team",
                "GET ~ /teams?q=name%20*%3D*%20%22x%22 ~ {} ~ 400 ~ another operator than *=*",
                "POST ~ /userAttributeDefinitions ~ {\"name\":\"x\",\"allowsMultiple\":\"yes\"} ~ 400 ~ Allows multiple must be a boolean",
                "POST ~ /teamAttributeDefinitions ~ {\"description\":\"x\"} ~ 400 ~ Name must not be blank",
                "PUT ~ /userProfileAttributeDefinitions/none ~ {} ~ 404 ~ Unable to locate the none",
                "POST ~ /memberships ~ {} ~ 400 ~ Team must have a name or a slug",
                "POST ~ /memberships ~ {\"team\":\"x\",\"user\":1} ~ 400 ~ User must have a username",
                "DELETE ~ /memberships/x ~ {} ~ 404 ~ Unable to locate the x Membership",
                "DELETE ~ /memberships/x_admin ~ {} ~ 404 ~ Unable to locate the x Team",
                "PUT ~ /me ~ {\"email\":[]} ~ 400 ~ Email must be a string",
                "PUT ~ /me ~ {\"unknown\":[]} ~ 200 ~ admin",
                "POST ~ /securityPolicyDefinitions ~ {\"type\":\"Space\"} ~ 400 ~ Name must not be blank",
                "POST ~ /securityPolicyDefinitions ~ {\"name\":[]} ~ 400 ~ Name must be a string",
                "POST ~ /kapps/bad/securityPolicyDefinitions ~ {\"name\":\"x\",\"type\":\"Kapp\",\"rule\":\"(\",\"message\":\"\"}"
                        + " ~ 400 ~ at line 1, column",
                "POST ~ /kapps/bad/securityPolicyDefinitions ~ {\"name\":\"a\\u0000b\",\"type\":\"Kapp\",\"rule\":\"true\","
                        + "\"message\":\"\"} ~ 400 ~ NUL",
                "PUT ~ /kapps/bad/securityPolicyDefinitions/Admins ~ {\"type\":\"Cat\"} ~ 400 ~ Type must be",
                "PUT ~ /kapps/bad/securityPolicyDefinitions/None ~ {} ~ 404 ~ the None Security Policy Definition",
                "DELETE ~ /kapps/bad/securityPolicyDefinitions/Admins ~ {} ~ 400 ~ is used by the kapp bad",
                "GET ~ /kapps/none/securityPolicyDefinitions ~ {} ~ 404 ~ Unable to locate the none Kapp",
                "PUT ~ /space ~ {\"securityPolicyDefinitions\":{}} ~ 400 ~ Security policy definitions must be a list",
                "PUT ~ /space ~ {\"securityPolicies\":[{\"endpoint\":\"Dance\"}]} ~ 400 ~ but there is \"Dance\"",
                "PUT ~ /kapps/bad ~ {\"securityPolicies\":{}} ~ 400 ~ Security policies must be a list",
                "PUT ~ /kapps/bad/forms/input ~ {\"securityPolicies\":[{\"endpoint\":\"Display\",\"name\":\"X\"}]} ~ 400 ~"
                        + " Unable to locate the X security policy definition",
                "PUT ~ /kapps/bad/forms/input ~ {\"securityPolicies\":[null]} ~ 400 ~ Security policies must have a name",
                "GET ~ /nothing/here ~ {} ~ 404 ~ The page you were looking for doesn't exist.",
                "POST ~ /submissions/1/submit ~ {} ~ 404 ~ The page you were looking for doesn't exist."
            })
    void is_refused_by_name(String method, String path, String body, int status, String said) {
        Answer answer = api.send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text().replace("\\\"", "\"")).contains(said);
        if (status >= 400) {
            JsonNode json = answer.json();
            assertThat(json.get("statusCode").asInt()).isEqualTo(status);
            assertThat(json.get("correlationId").asText()).isNotEmpty();
            assertThat(json.has("errorKey")).isTrue();
        }
    }

    @Test
    void a_value_of_fifty_megabytes_is_too_large() {
        String value = "x".repeat(50_000_000);

        Answer answer = api.post(SUBMISSIONS, "{\"values\":{\"A\":\"" + value + "\"}}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("errorKey").asText()).isEqualTo("body_too_large");
    }

    @Test
    void a_pattern_that_never_ends_does_not_match() {
        Answer answer = api.post(
                SUBMISSIONS,
                "{\"coreState\":\"Submitted\",\"values\":{\"A\":\"x\",\"B\":\"" + "a".repeat(60) + "!\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/constraintErrors/B")).hasSize(1);
    }

    @Test
    void a_body_without_a_content_type_is_read_all_the_same() {
        Answer answer = api.send("POST", SUBMISSIONS, BodyPublishers.ofString("{\"values\":{\"A\":\"text\"}}"));

        assertThat(answer.ok().at("/submission/values/A").asText()).isEqualTo("text");
    }

    @Test
    void nobody_enters_without_a_password() {
        for (String path :
                new String[] {"/kapps", "/space", "/version", "/nothing", "/license-check", "/users", "/teams", "/me"
                }) {
            assertThat(api.send("GET", path, BodyPublishers.noBody(), "Authorization", "")
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
    }
}
