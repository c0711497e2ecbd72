package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.platform.api.SecretRotation;
import dev.arbor.platform.api.SecretRotation.Resealed;
import dev.arbor.platform.api.SessionLimits;
import dev.arbor.platform.api.TaskSettings;
import dev.arbor.platform.api.TaskSettings.Kind;
import dev.arbor.web.Callers;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.core.Visitors;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration of who comes in, and of what keeps secrets (engine spec 5.9). */
@Path(TaskPrefix.TASK_API + "/config")
@Produces(MediaType.APPLICATION_JSON)
public class AccessConfigResource {

    private static final String KEPT = " Arbor signs people in itself, so they change nothing here.";
    private static final String STORE = "Identity Store";
    private static final String AUTHENTICATOR = "Authenticator";

    @Inject
    private TaskSettings settings;

    @Inject
    private SessionLimits sessions;

    @Inject
    private SecretRotation secrets;

    @Inject
    private PolicyRules rules;

    @Inject
    private Visitors visitors;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Retrieves the settings of authentication; values of properties are not shown. */
    @GET
    @Path("/auth")
    public ObjectNode auth() {
        TaskSettings.Setting setting = settings.find(Kind.AUTHENTICATION);
        ObjectNode json = Json.object().put(AUTHENTICATOR, setting.implementation());
        ArrayNode properties = json.putArray("properties");
        setting.properties().forEach(name -> properties
                .addObject()
                .put("name", name)
                .put("label", name)
                .put("description", "")
                .put("isRequired", false)
                .put("isSensitive", true)
                .put("value", ""));
        return json;
    }

    /** Keeps the settings of authentication. */
    @PUT
    @Path("/auth")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode auth(JsonNode body) {
        return keep(Kind.AUTHENTICATION, body, AUTHENTICATOR, "authenticator", "Updated the authentication settings.");
    }

    /** Retrieves the settings of the identity store; values of properties are not shown. */
    @GET
    @Path("/identityStore")
    public ObjectNode identityStore() {
        TaskSettings.Setting setting = settings.find(Kind.IDENTITY_STORE);
        ObjectNode json = Json.object().put(STORE, setting.implementation());
        ObjectNode properties = json.putObject("properties");
        setting.properties().forEach(name -> properties.put(name, ""));
        return json;
    }

    /** Keeps the settings of the identity store. */
    @PUT
    @Path("/identityStore")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode identityStore(JsonNode body) {
        return keep(Kind.IDENTITY_STORE, body, STORE, "identityStore", "Updated the identity store settings.");
    }

    private ObjectNode keep(Kind kind, JsonNode json, String key, String otherKey, String done) {
        Body body = Body.of(json);
        String implementation = body.text(key).or(() -> body.text(otherKey)).orElseGet(() -> settings.find(kind)
                .implementation());
        settings.change(kind, implementation, properties(body), callers.by("API v2 Config Update"));
        return Replies.success(done + KEPT);
    }

    /** An object of texts, or a list of properties as they are shown. */
    private static Map<String, String> properties(Body body) {
        JsonNode value = body.value("properties");
        if (!value.isArray()) {
            Map<String, String> texts = body.texts("properties").orElse(Map.of());
            texts.forEach((name, text) -> Body.storable("'properties'", name + text));
            return texts;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (JsonNode each : value) {
            Body property = Body.of(each);
            properties.put(property.requiredText("name"), property.text("value").orElse(""));
        }
        return properties;
    }

    /** Retrieves after how many minutes without use a sign-in of a browser ends. */
    @GET
    @Path("/session")
    public ObjectNode session() {
        long minutes = (sessions.idle().toSeconds() + 59) / 60;
        return Json.object().put("timeout", Long.toString(minutes));
    }

    /** Changes after how many minutes without use a sign-in of a browser ends. */
    @PUT
    @Path("/session")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode session(JsonNode json) {
        Body body = Body.of(json);
        body.requiredText("timeout");
        long minutes = body.number("timeout")
                .filter(number -> number >= 1 && number <= Integer.MAX_VALUE / 60)
                .orElseThrow(() -> Body.wrong("timeout", "a number of minutes from 1 on", body.value("timeout")));
        sessions.idle(visitors.current(), Duration.ofMinutes(minutes));
        return Replies.success("Updated the session timeout to " + minutes + " minutes.");
    }

    /** Retrieves the policy rule that holds where none is assigned. */
    @GET
    @Path("/systemPolicyRule")
    public ObjectNode systemPolicyRule() {
        return PolicyRuleJson.plain(rules.systemRule());
    }

    /** Chooses the policy rule that holds where none is assigned, and changes it where more than its name is given. */
    @PUT
    @Path("/systemPolicyRule")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode systemPolicyRule(JsonNode json) {
        Body body = Body.of(json);
        PolicyRules.Draft draft = new PolicyRules.Draft(
                Optional.of(body.requiredText("name")),
                body.text("rule"),
                body.text("message"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        PolicyRules.RuleView rule = rules.systemRule(draft, callers.by("API v2 Config Update"));
        return Replies.success(
                "Updated the system policy rule to \"" + rule.key().name() + "\".");
    }

    /** Seals all secrets anew with the encryption key that is configured first. */
    @POST
    @Path("/rotateEncryptionKeys")
    @Consumes(MediaType.WILDCARD)
    public ObjectNode rotateEncryptionKeys() {
        boolean simulate = new Parameters(uri.getQueryParameters()).flag("simulate");
        Resealed resealed = secrets.rotate(simulate);
        ObjectNode json = Json.object()
                .put("simulation", simulate)
                .put("activeKey", resealed.key())
                .put("secrets", resealed.secrets());
        json.set("errors", Json.value(resealed.errors()));
        json.set("authenticationProperties", Json.texts(resealed.authenticationProperties()));
        json.set("identityStoreProperties", Json.texts(resealed.identityStoreProperties()));
        json.set("handlers", Json.texts(resealed.handlers()));
        json.set("sources", Json.texts(resealed.sources()));
        return json;
    }
}
