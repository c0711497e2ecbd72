package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.PolicyRules.Draft;
import dev.arbor.engine.api.PolicyRules.Filter;
import dev.arbor.engine.api.PolicyRules.Key;
import dev.arbor.engine.api.PolicyRules.Order;
import dev.arbor.engine.api.PolicyRules.RuleView;
import dev.arbor.engine.api.PolicyRules.Type;
import dev.arbor.engine.api.Refusal;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Rules in Ruby that decide who may do what (engine spec 5.7). */
@Path(TaskPrefix.TASK_API + "/policyRules")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyRulesResource {

    private static final String ONE = "/{type}/{name: .+}";
    private static final String NOUN = "policyRule";

    @Inject
    private PolicyRules rules;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Searches policy rules of all types. */
    @GET
    public ObjectNode search() {
        return list(query().text("type").map(Type::of));
    }

    /** Lists policy rules of a type. */
    @GET
    @Path("/{type}")
    public ObjectNode list(@PathParam("type") String type) {
        return list(Optional.of(Type.of(type)));
    }

    private ObjectNode list(Optional<Type> type) {
        Parameters query = query();
        Include include = query.include();
        Filter filter = new Filter(
                type,
                query.text("name").map(name -> Body.storable("name", name)),
                query.text("orderBy").map(PolicyRulesResource::order).orElse(Order.TYPE),
                query.descending(false),
                query.limit(),
                query.offset());
        return Replies.page("policyRules", rules.list(filter), rule -> PolicyRuleJson.write(rule, include));
    }

    private static Order order(String word) {
        return switch (word) {
            case "type" -> Order.TYPE;
            case "name" -> Order.NAME;
            case "createdAt" -> Order.CREATED_AT;
            case "createdBy" -> Order.CREATED_BY;
            case "updatedAt" -> Order.UPDATED_AT;
            case "updatedBy" -> Order.UPDATED_BY;
            default ->
                throw Refusal.invalid(
                        "invalid_value",
                        "Expected orderBy to be createdAt, createdBy, name, type, updatedAt or updatedBy, but got '"
                                + word + "'.");
        };
    }

    /** Adds a policy rule. */
    @POST
    @Path("/{type}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(@PathParam("type") String type, JsonNode body) {
        RuleView rule = rules.create(Type.of(type), draft(body), callers.by("API v2 Policy Rule Create"));
        return changed(rule, "Created");
    }

    /** Retrieves a policy rule. */
    @GET
    @Path(ONE)
    public ObjectNode find(@PathParam("type") String type, @PathParam("name") String name) {
        return PolicyRuleJson.write(rules.find(key(type, name)), query().include());
    }

    /** Changes a policy rule, and what it is assigned to. */
    @PUT
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("type") String type, @PathParam("name") String name, JsonNode body) {
        return changed(rules.update(key(type, name), draft(body), callers.by("API v2 Policy Rule Update")), "Updated");
    }

    /** Deletes a policy rule, wherever it is assigned. */
    @DELETE
    @Path(ONE)
    public ObjectNode delete(@PathParam("type") String type, @PathParam("name") String name) {
        return changed(rules.delete(key(type, name)), "Deleted");
    }

    private ObjectNode changed(RuleView rule, String did) {
        return Replies.changed(
                NOUN,
                PolicyRuleJson.write(rule, query().include()),
                did + " policy rule \"" + rule.key().name() + "\".");
    }

    private static Key key(String type, String name) {
        return Key.of(type, Names.ofPath("policy rule", name));
    }

    /** The type of the path counts; the one of the body is what clients send along. */
    static Draft draft(JsonNode json) {
        Body body = Body.of(json);
        return new Draft(
                body.text("name"),
                body.text("rule"),
                body.text("message"),
                Names.of(body, "consolePolicyRules", "name"),
                Names.of(body, "categories", "name"),
                Names.of(body, "sources", "name"));
    }

    private Parameters query() {
        return new Parameters(uri.getQueryParameters());
    }
}
