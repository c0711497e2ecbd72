package dev.arbor.coreapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets from webhooks, their jobs, metrics and models: a refusal that names it, and never a failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksBadInputIT {

    private static final String NONE = "11111111-1111-4111-8111-111111111111";

    private final CoreClient api = new CoreClient(CommonServer.get());

    @BeforeAll
    void begin() {
        end();
        api.post("/kapps", "{\"name\":\"Hooked\",\"slug\":\"hooked\"}").ok();
        api.post(
                        "/kapps/hooked/webhooks",
                        "{\"name\":\"a\",\"type\":\"Form\",\"event\":\"Created\",\"url\":\"https://example.com/\",\"nobody\":{}}")
                .ok();
        api.post("/models", "{\"name\":\"bad\"}").ok();
    }

    @AfterAll
    void end() {
        api.delete("/kapps/hooked");
        api.delete("/models/bad");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "POST ~ /webhooks ~ {} ~ 400 ~ Name must not be blank",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"url\":\"https://h/\"} ~ 400 ~ Type must not be blank",
                "POST ~ /webhooks ~ {\"name\":1} ~ 400 ~ Name must be a string",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"filter\":[]} ~ 400 ~ Filter must be a string",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\"} ~ 400 ~ Url must not be blank",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\",\"url\":\"ftp://h/\"} ~ 400 ~ Url: Expected an http",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\",\"url\":\"http://u:p@h/\"} ~ 400 ~ without a user",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\",\"url\":\"/somewhere\"} ~ 400 ~ Url must start a run",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\",\"url\":\"/app/api/v2/runs?x=%\"} ~ 400 ~ Url must start",
                "POST ~ /webhooks ~ {\"name\":\"x\",\"type\":\"Form\",\"url\":\"https://h/\",\"secret\":\"short\"} ~ 400 ~ Secret must",
                "POST ~ /webhooks ~ {\"name\":\"a\\u0000b\",\"type\":\"Form\",\"url\":\"https://h/\"} ~ 400 ~ NUL",
                "POST ~ /kapps/hooked/webhooks ~ {\"name\":\"a\",\"type\":\"Form\",\"url\":\"https://h/\"} ~ 400 ~ A webhook with the same name",
                "PUT ~ /kapps/hooked/webhooks/a ~ {\"filter\":\"form('name' ==\"} ~ 400 ~ column",
                "PUT ~ /kapps/hooked/webhooks/a ~ {\"name\":\" \"} ~ 400 ~ Name must not be blank",
                "PUT ~ /kapps/hooked/webhooks/b ~ {} ~ 404 ~ Unable to locate the b Webhook",
                "GET ~ /webhooks/a ~ {} ~ 404 ~ Unable to locate the a Webhook",
                "DELETE ~ /kapps/hooked/webhooks/b ~ {} ~ 404 ~ Unable to locate the b Webhook",
                "GET ~ /kapps/none/webhooks ~ {} ~ 404 ~ Unable to locate the none Kapp",
                "GET ~ /webhookJobs?status=dancing ~ {} ~ 400 ~ 'dancing'",
                "GET ~ /webhookJobs?parentType=User ~ {} ~ 400 ~ parentKey",
                "GET ~ /webhookJobs?start=soon ~ {} ~ 400 ~ Expected start to be a time",
                "GET ~ /webhookJobs?pageToken=x ~ {} ~ 400 ~ page token",
                "GET ~ /webhookJobs/x ~ {} ~ 404 ~ Unable to locate the x Webhook Job",
                "GET ~ /webhookJobs/" + NONE + " ~ {} ~ 404 ~ Webhook Job",
                "GET ~ /webhookJobs/6172626f-7200-8000-8000-00000fffffff ~ {} ~ 404 ~ Webhook Job",
                "PUT ~ /webhookJobs/" + NONE + " ~ {\"status\":\"Queued\"} ~ 404 ~ Webhook Job",
                "GET ~ /kapps/none/webhookJobs ~ {} ~ 404 ~ Unable to locate the none Kapp",
                "GET ~ /meta/webhooks/events/space/Dance ~ {} ~ 404 ~ Unable to locate the Dance Webhook Type",
                "GET ~ /activity?days=0 ~ {} ~ 400 ~ Expected days",
                "GET ~ /activity?days=x ~ {} ~ 400 ~ Expected days",
                "GET ~ /activity?tz=Mars ~ {} ~ 400 ~ Expected tz",
                "GET ~ /kapps/none/activity ~ {} ~ 404 ~ Unable to locate the none Kapp",
                "GET ~ /kapps/hooked/forms/none/activity ~ {} ~ 404 ~ Unable to locate the none Form",
                "POST ~ /models ~ {} ~ 400 ~ Model names must not be blank",
                "POST ~ /models ~ {\"name\":\"bad\"} ~ 400 ~ A model with the same name already exists.",
                "POST ~ /models ~ {\"name\":\"x\",\"status\":1} ~ 400 ~ status must be a string",
                "POST ~ /models ~ {\"name\":\"x\",\"attributes\":{}} ~ 400 ~ attributes must be a list",
                "POST ~ /models ~ {\"name\":\"x\",\"mappings\":[1]} ~ 400 ~ mappings must be a list of objects",
                "POST ~ /models ~ {\"name\":\"x\",\"mappings\":[{}]} ~ 400 ~ Mapping names must not be blank",
                "PUT ~ /models/bad ~ {\"qualifications\":[{\"name\":\"q\",\"resultType\":\"Some\"}]} ~ 400 ~ resultType",
                "GET ~ /models/none ~ {} ~ 404 ~ Unable to locate the none Model",
                "GET ~ /models/bad/attributes ~ {} ~ 501 ~ not offered by this version"
            })
    void is_refused_by_name(String method, String path, String body, int status, String said) {
        Answer answer = api.send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        JsonNode json = answer.json();
        assertThat(json.get("error").asText()).contains(said);
        assertThat(json.get("correlationId").asText()).isNotEmpty();
        assertThat(json.has("errorKey")).isTrue();
    }

    @Test
    void what_is_too_long_is_refused() {
        for (String name : new String[] {"name", "type", "event", "url"}) {
            Answer answer =
                    api.put("/kapps/hooked/webhooks/a", "{\"" + name + "\":\"https://h/" + "x".repeat(3_000) + "\"}");
            assertThat(answer.status()).as(name).isEqualTo(400);
            assertThat(answer.text().toLowerCase()).contains(name);
        }
        assertThat(api.get("/kapps/hooked/webhooks/a").ok().at("/webhook/url").asText())
                .isEqualTo("https://example.com/");
    }

    @Test
    void who_may_not_change_the_space_or_the_kapp_is_told_so() {
        api.delete("/users/hooked-anna");
        api.post("/users", "{\"username\":\"hooked-anna\",\"password\":\"anna-pw-123456\",\"enabled\":true}")
                .ok();
        String anna = "Basic "
                + Base64.getEncoder().encodeToString("hooked-anna:anna-pw-123456".getBytes(StandardCharsets.UTF_8));
        for (String path : new String[] {
            "/webhooks",
            "/webhooks/a",
            "/webhookJobs",
            "/webhookJobs/" + NONE,
            "/kapps/hooked/webhooks",
            "/kapps/hooked/webhookJobs",
            "/activity",
            "/kapps/hooked/activity",
            "/models",
            "/models/bad"
        }) {
            Answer answer = api.send("GET", path, BodyPublishers.noBody(), "Authorization", anna);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().get("errorKey").asText()).isEqualTo("forbidden");
        }
        assertThat(api.send("GET", "/meta/webhooks/types/kapp", BodyPublishers.noBody(), "Authorization", anna)
                        .status())
                .isEqualTo(200);
        api.delete("/users/hooked-anna").ok();
    }

    @Test
    void nobody_enters_without_a_password() {
        for (String path :
                new String[] {"/webhooks", "/webhookJobs", "/meta/webhooks/types/space", "/activity", "/models"}) {
            assertThat(api.send("GET", path, BodyPublishers.noBody(), "Authorization", "")
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
    }
}
