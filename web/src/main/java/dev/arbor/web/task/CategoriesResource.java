package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Categories;
import dev.arbor.engine.api.Categories.CategoryView;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Refusal;
import dev.arbor.platform.api.PolicyGate;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.policy.TaskRequests;
import dev.arbor.web.security.Roles;
import dev.arbor.web.security.SpaceAdmins;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * What handlers and routines are sorted into (engine spec 5.6). Everybody who has signed in reads them, because those who
 * draw trees take nodes from there; administrators change them.
 */
@Path(TaskPrefix.TASK_API + "/categories")
@Produces(MediaType.APPLICATION_JSON)
public class CategoriesResource {

    private static final String NAME = "/{name}";
    private static final String RULE = "/policyRules/{policyRuleType}/{policyRuleName}";

    @Inject
    private Categories categories;

    @Inject
    private CategoryMembers members;

    @Inject
    private Callers callers;

    @Inject
    private PolicyGate gate;

    @Inject
    private TaskRequests requests;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    /** Lists categories, with what is in them where that is asked for. */
    @GET
    public ObjectNode list() {
        Parameters query = parameters();
        Include include = query.include();
        List<CategoryView> seen = categories.list(0, 0).items().stream()
                .filter(category -> sees(category.name()))
                .toList();
        int limit = query.limit();
        Page<CategoryView> page = new Page<>(
                seen.size(),
                limit,
                query.offset(),
                seen.stream()
                        .skip(query.offset())
                        .limit(limit > 0 ? limit : seen.size())
                        .toList());
        CategoryJson.Members shown = members.of(page.items(), include);
        return Replies.page("categories", page, category -> CategoryJson.write(category, shown, include));
    }

    /** Adds a category. */
    @POST
    @SpaceAdmins
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        CategoryView made = categories.create(CategoryJson.read(body), callers.by("API v2 Category Create"));
        return changed(made, "Created category \"" + made.name() + "\".");
    }

    /** Shows a category. */
    @GET
    @Path(NAME)
    public ObjectNode find(@PathParam("name") String name) {
        CategoryView category = categories.find(name);
        if (!sees(name)) {
            throw Refusal.notFound("Unable to retrieve the category \"" + name + "\".");
        }
        return write(category);
    }

    /** Changes what the body names of a category. */
    @PUT
    @SpaceAdmins
    @Path(NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("name") String name, JsonNode body) {
        CategoryView now = categories.change(name, CategoryJson.read(body), callers.by("API v2 Category Update"));
        return changed(now, "Updated category \"" + now.name() + "\".");
    }

    /** Removes a category; what was in it stays. */
    @DELETE
    @SpaceAdmins
    @Path(NAME)
    public ObjectNode delete(@PathParam("name") String name) {
        CategoryView was = categories.delete(name);
        return changed(was, "Deleted category \"" + was.name() + "\".");
    }

    /** Puts a handler into a category. */
    @POST
    @SpaceAdmins
    @Path(NAME + "/handlers")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode addHandler(@PathParam("name") String name, JsonNode body) {
        String id = Body.of(body).requiredText("definitionId");
        categories.addHandler(name, id);
        return added("handler", id, name);
    }

    /** Takes a handler out of a category. */
    @DELETE
    @SpaceAdmins
    @Path(NAME + "/handlers/{definitionId}")
    public ObjectNode removeHandler(@PathParam("name") String name, @PathParam("definitionId") String id) {
        categories.removeHandler(name, id);
        return removed("handler", id, name);
    }

    /** Puts a routine into a category. */
    @POST
    @SpaceAdmins
    @Path(NAME + "/routines")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode addRoutine(@PathParam("name") String name, JsonNode body) {
        String id = Body.of(body).requiredText("definitionId");
        categories.addRoutine(name, id);
        return added("routine", id, name);
    }

    /** Takes a routine out of a category. */
    @DELETE
    @SpaceAdmins
    @Path(NAME + "/routines/{definitionId}")
    public ObjectNode removeRoutine(@PathParam("name") String name, @PathParam("definitionId") String id) {
        categories.removeRoutine(name, id);
        return removed("routine", id, name);
    }

    /** Assigns a policy rule to a category. */
    @POST
    @SpaceAdmins
    @Path(NAME + "/policyRules")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode addRule(@PathParam("name") String name, JsonNode body) {
        PolicyRules.Key key = PolicyKeys.of(body, PolicyRules.Type.CATEGORY_ACCESS);
        categories.addRule(name, key);
        return added("policy rule", key.name(), name);
    }

    /** Takes a policy rule away from a category. */
    @DELETE
    @SpaceAdmins
    @Path(NAME + RULE)
    public ObjectNode removeRule(
            @PathParam("name") String name,
            @PathParam("policyRuleType") String type,
            @PathParam("policyRuleName") String rule) {
        categories.removeRule(name, PolicyRules.Key.of(type, rule));
        return removed("policy rule", rule, name);
    }

    /** What a rule keeps from somebody is as if it were not there; administrators see everything, to set it right. */
    private boolean sees(String name) {
        return security.isUserInRole(Roles.SPACE_ADMIN) || gate.sees(name, requests.current());
    }

    private ObjectNode changed(CategoryView category, String message) {
        return Replies.changed("category", write(category), message);
    }

    private ObjectNode write(CategoryView category) {
        Include include = parameters().include();
        return CategoryJson.write(category, members.of(List.of(category), include), include);
    }

    private static ObjectNode added(String what, String which, String name) {
        return Replies.success("Added the " + what + " \"" + which + "\" to the category \"" + name + "\".");
    }

    private static ObjectNode removed(String what, String which, String name) {
        return Replies.success("Removed the " + what + " \"" + which + "\" from the category \"" + name + "\".");
    }

    private Parameters parameters() {
        return new Parameters(uri.getQueryParameters());
    }
}
