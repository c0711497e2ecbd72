package dev.arbor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.server.CommonServer;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import dev.arbor.server.TreeDraft;
import dev.arbor.testing.handler.HandlerDraft;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Handlers over HTTP: imported as zips, set up, and performed by trees in the server. */
class RubyHandlersIT {

    private static final String GROUP = "RubyHandlersIT";
    private static final String SECRET = "gehe1m & <still>";

    private final TaskApi api = new TaskApi(CommonServer.get());

    @Test
    void aTreeUsesHandlersThatWereImported() {
        HandlerDraft greet = HandlerDraft.of("it_greet", 1)
                .inFolder("it_greet_v1")
                .parameter("name", "nobody")
                .property("password", "", true)
                .property("greeting", "Hello", false)
                .executing("puts 'greets'; results('output' => \"#{@i['greeting']} #{@p['name']} #{@i['password']}\")");
        Answer created = api.uploadPackage("/handlers", greet.zip());
        assertThat(created.ok().get("message").asText()).isEqualTo("Uploaded task handler \"it_greet_v1\".");
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.putObject("properties").put("password", SECRET).put("greeting", "Grüß dich");
        Answer changed = api.put("/handlers/it_greet_v1?include=properties", values);
        changed.ok();
        api.uploadPackage("/handlers", vendoring("it_old", "1.6.7").zip()).ok();
        api.uploadPackage("/handlers", vendoring("it_young", "2.0.1").zip()).ok();
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Uses handlers")
                                .node("greet", "it_greet_v1", "name", "<%= 'Ann & <Bob>' %>")
                                .node("old", "it_old_v1")
                                .node("young", "it_young_v1")
                                .echo(
                                        "after",
                                        "<%= @results['greet']['output'] %>, <%= @results['old']['version'] %>, <%= @results['young']['version'] %>")
                                .chain("start", "greet", "old", "young", "after")
                                .json())
                .ok();

        JsonNode run = api.await(api.start("Adhoc", GROUP, "Uses handlers", "{}"), "Complete");

        assertThat(TaskApi.task(run, "after").at("/results/output").asText())
                .isEqualTo("Grüß dich Ann & <Bob> " + SECRET + ", 1.6.7, 2.0.1");
        Answer listed = api.get("/handlers?include=details,properties,parameters,results,categories,audits");
        assertThat(listed.ok().get("handlers").findValuesAsText("definitionId"))
                .contains("it_greet_v1", "it_old_v1", "it_young_v1");
        assertThat(listed.text() + created.text() + changed.text()).doesNotContain("gehe1m");
        JsonNode one =
                api.get("/handlers/it_greet_v1?include=properties,parameters").ok();
        assertThat(one.at("/properties/0/type").asText()).isEqualTo("Encrypted");
        assertThat(one.at("/properties/0/value").isNull()).isTrue();
        assertThat(one.at("/properties/1/value").asText()).isEqualTo("Grüß dich");
        assertThat(one.at("/parameters/0/id").asText()).isEqualTo("name");
    }

    private static HandlerDraft vendoring(String name, String version) {
        HandlerDraft draft = HandlerDraft.of(name, 1);
        return draft.file("handler/vendor/it_gem/lib/it_gem.rb", "module ItGem; VERSION = '" + version + "'; end")
                .init("""
                        $:.unshift File.join(File.dirname(__FILE__), 'vendor', 'it_gem', 'lib')
                        require 'it_gem'
                        class %s
                          def initialize(input); end
                          def execute; "<results><result name='version'>#{ItGem::VERSION}</result></results>"; end
                        end
                        """.formatted(draft.rubyClass()));
    }

    @Test
    void aHandlerThatRaisesIsReplacedAndItsTaskRetried() {
        api.uploadPackage(
                        "/handlers?force=true",
                        HandlerDraft.of("it_fix", 1).executing("exit 1").zip())
                .ok();
        api.post(
                        "/trees",
                        TreeDraft.tree(GROUP, "Fixed")
                                .node("fix", "it_fix_v1")
                                .chain("start", "fix")
                                .json())
                .ok();
        JsonNode failed = api.await(api.start("Adhoc", GROUP, "Fixed", "{}"), "Error");
        JsonNode error = failed.get("exceptions").get(0);
        assertThat(error.get("type").asText()).isEqualTo("Handler Error");
        assertThat(error.get("summary").asText()).contains("SystemExit", "it_fix_v1");
        assertThat(error.get("text").asText()).contains("it_fix_v1/handler/init.rb");
        HandlerDraft fixed = HandlerDraft.of("it_fix", 1).executing("results('output' => 'fixed')");
        assertThat(api.uploadPackage("/handlers", fixed.zip())
                        .json()
                        .get("errorKey")
                        .asText())
                .isEqualTo("uniqueness_violation");
        assertThat(api.uploadPackage("/handlers?force=true", fixed.zip())
                        .ok()
                        .get("message")
                        .asText())
                .isEqualTo("Replaced task handler \"it_fix_v1\".");

        ObjectNode decision = JsonNodeFactory.instance.objectNode();
        decision.putArray("ids").add(error.get("id").asLong());
        decision.put("action", "Retry Task").put("resolution", "replaced");
        api.post("/errors/resolve", decision).ok();

        JsonNode run = api.await(failed.get("id").asLong(), "Complete");
        assertThat(TaskApi.task(run, "fix").at("/results/output").asText()).isEqualTo("fixed");
    }

    @Test
    void whatIsWrongIsRefusedWithItsReason() {
        refused(400, "invalid_package", api.uploadPackage("/handlers", "no zip".getBytes()));
        refused(
                400,
                "invalid_handler",
                api.uploadPackage(
                        "/handlers",
                        HandlerDraft.of("it_bad", 1)
                                .init("class ItBadV1\n  def\nend")
                                .zip()));
        refused(
                400,
                "unsafe_path",
                api.uploadPackage(
                        "/handlers",
                        HandlerDraft.of("it_bad", 1)
                                .executing("''")
                                .file("../../out.rb", "")
                                .zip()));
        refused(400, "missing_package", api.upload("/handlers", new byte[] {1}));
        refused(404, "not_found", api.get("/handlers/it_bad_v1"));
        refused(404, "not_found", api.delete("/handlers/it_bad_v1"));
        refused(404, "not_found", api.get("/handlers/it_bad_v1/zip"));
        Answer stranger =
                api.send("GET", "/handlers", BodyPublishers.noBody(), "Authorization", TaskApi.basic("admin", "wrong"));
        assertThat(stranger.status()).isEqualTo(401);
    }

    private static void refused(int status, String errorKey, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("errorKey").asText()).isEqualTo(errorKey);
        assertThat(answer.json().path("message").asText()).isNotBlank();
    }

    @Test
    void thePackageComesBackUntilItIsDeleted() {
        HandlerDraft draft = HandlerDraft.of("it_zip", 1).executing("''");
        api.uploadPackage("/handlers?force=true", draft.zip()).ok();

        Answer zip = api.get("/handlers/it_zip_v1/zip");
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.header("Content-Type")).contains("application/zip");
        assertThat(zip.header("Content-Disposition").orElse("")).contains("it_zip_v1.zip");
        api.delete("/handlers/it_zip_v1").ok();

        assertThat(api.get("/handlers/it_zip_v1").status()).isEqualTo(404);
    }
}
