package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Sources;
import dev.arbor.engine.api.Sources.SourceView;
import dev.arbor.engine.api.Sources.TreeWords;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The systems that start runs (engine spec 5.8). Everybody who has signed in sees them; administrators change them. */
@Path(TaskPrefix.TASK_API + "/sources")
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {

    private static final String NAME = "/{name}";

    @Inject
    private Sources sources;

    @Inject
    private PolicyRules rules;

    @Inject
    private Trees trees;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Lists sources. */
    @GET
    public ObjectNode list() {
        Parameters query = parameters();
        Include include = query.include();
        Page<SourceView> page = sources.list(query.limit(), query.offset());
        SourceJson.Beside beside = beside(page.items(), include);
        return Replies.page("sourceRoots", page, source -> SourceJson.write(source, beside, include));
    }

    /** Adds a source. */
    @POST
    @SpaceAdmins
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        SourceView made = sources.create(SourceJson.read(body), callers.by("API v2 Source Create"));
        return changed(made, "Created source \"" + made.name() + "\".");
    }

    /** Shows a source. */
    @GET
    @Path(NAME)
    public ObjectNode find(@PathParam("name") String name) {
        return write(sources.find(name));
    }

    /** Changes what the body names of a source. */
    @PUT
    @SpaceAdmins
    @Path(NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("name") String name, JsonNode body) {
        SourceView now = sources.change(name, SourceJson.read(body), callers.by("API v2 Source Update"));
        return changed(now, "Updated source \"" + now.name() + "\".");
    }

    /** Removes a source that has no trees. */
    @DELETE
    @SpaceAdmins
    @Path(NAME)
    public ObjectNode delete(@PathParam("name") String name) {
        ObjectNode was = write(sources.find(name));
        sources.delete(name, callers.by("API v2 Source Delete"));
        return Replies.changed("source", was, "Deleted source \"" + name + "\".");
    }

    /** Sees whether a source can be used, by connecting to what it names. */
    @POST
    @SpaceAdmins
    @Path(NAME + "/validate")
    public ObjectNode validate(@PathParam("name") String name) {
        return Replies.success(sources.validate(name));
    }

    /** Sees whether a source can be used, as POST does: the console of the original puts. */
    @PUT
    @SpaceAdmins
    @Path(NAME + "/validate")
    public ObjectNode validateToo(@PathParam("name") String name) {
        return validate(name);
    }

    /** Assigns a policy rule to a source. */
    @POST
    @SpaceAdmins
    @Path(NAME + "/policyRules")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode addRule(@PathParam("name") String name, JsonNode body) {
        PolicyRules.Key key = PolicyKeys.of(body, PolicyRules.Type.API_ACCESS);
        sources.addRule(name, key);
        return Replies.success("Added the policy rule \"" + key.name() + "\" to the source \"" + name + "\".");
    }

    /** Takes a policy rule away from a source. */
    @DELETE
    @SpaceAdmins
    @Path(NAME + "/policyRules/{policyRuleType}/{policyRuleName}")
    public ObjectNode removeRule(
            @PathParam("name") String name,
            @PathParam("policyRuleType") String type,
            @PathParam("policyRuleName") String rule) {
        sources.removeRule(name, PolicyRules.Key.of(type, rule));
        return Replies.success("Removed the policy rule \"" + rule + "\" from the source \"" + name + "\".");
    }

    private ObjectNode changed(SourceView source, String message) {
        return Replies.changed("source", write(source), message);
    }

    private ObjectNode write(SourceView source) {
        Include include = parameters().include();
        return SourceJson.write(source, beside(List.of(source), include), include);
    }

    private SourceJson.Beside beside(List<SourceView> shown, Include include) {
        List<String> names = shown.stream().map(SourceView::name).toList();
        boolean words = include.has("sourceGroups") || include.has("treeNames");
        return new SourceJson.Beside(
                include.has("policyRules") ? rules.rulesOf(names) : Map.of(),
                words ? sources.treeWords(names) : new TreeWords(Map.of(), Map.of()),
                include.has("trees") ? trees(include.inside("trees")) : Map.of());
    }

    private Map<String, List<ObjectNode>> trees(Include include) {
        return trees.search(TreeQuery.all(), TreeJson.parts(include)).items().stream()
                .collect(Collectors.groupingBy(
                        Trees.TreeView::sourceName,
                        Collectors.mapping(tree -> TreeJson.write(tree, include), Collectors.toList())));
    }

    private Parameters parameters() {
        return new Parameters(uri.getQueryParameters());
    }
}
