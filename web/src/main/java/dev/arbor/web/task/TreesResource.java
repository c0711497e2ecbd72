package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.TaskPrefix;
import dev.arbor.web.policy.ActsOnTree;
import dev.arbor.web.policy.SourceAccess;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Trees and routines (engine spec 5.1). A title may hold slashes, encoded or not, so it takes what is left of the path;
 * what has a word behind the title is matched first, because it says more.
 */
@Path(TaskPrefix.TASK_API + "/trees")
@Produces(MediaType.APPLICATION_JSON)
public class TreesResource {

    private static final String TITLE = "/{title: .+}";

    @Inject
    private Trees trees;

    @Inject
    private Downloads downloads;

    @Inject
    private SourceAccess access;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    @GET
    public ObjectNode search() {
        Parameters query = parameters();
        Include include = query.include();
        Page<Trees.TreeView> page = trees.search(
                new TreeQuery(
                        query.text("source"),
                        query.texts("group"),
                        query.text("groupFragment"),
                        query.text("name"),
                        query.text("nameFragment"),
                        query.text("ownerEmail"),
                        query.text("status"),
                        query.text("type"),
                        query.text("orderBy"),
                        query.descending(false),
                        query.limit(),
                        query.offset()),
                TreeJson.parts(include));
        return Replies.page("trees", page, tree -> TreeJson.write(tree, include));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode create(JsonNode body) {
        requireObject(body);
        if (body.hasNonNull("contentUrl")) {
            return imported(downloads.get(Body.of(body).requiredText("contentUrl"), "contentUrl"));
        }
        Include include = parameters().include();
        TreeFields fields = TreeJson.read(body);
        fields.sourceName().ifPresent(access::act);
        Trees.Saved saved = trees.create(fields, TreeJson.parts(include), caller("Create Tree"));
        return saved(saved, include, "Created tree \"" + saved.tree().title() + "\".");
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode importFile(@FormParam("content") EntityPart content) throws IOException {
        if (content == null) {
            throw Refusal.invalid(
                    "missing_content", "Expected a multipart field content with a tree, but there is none.");
        }
        try (InputStream stream = content.getContent()) {
            return imported(stream.readAllBytes());
        }
    }

    private ObjectNode imported(byte[] content) {
        Parameters query = parameters();
        String xml = text(content);
        access.actOnExport(xml);
        Trees.Saved saved = trees.importXml(xml, query.flag("force"), caller("Import Tree"));
        String done = saved.created() ? "Imported tree \"" : "Replaced tree \"";
        return saved(saved, query.include(), done + saved.tree().title() + "\".");
    }

    @GET
    @Path("/missing")
    public ObjectNode missing() {
        ObjectNode reply = Json.object();
        reply.set("missingRoutines", Json.array(trees.missing(), routine -> Json.object()
                .put("definitionId", routine.definitionId())
                .put("treeCount", routine.treeCount())
                .put("routineCount", routine.routineCount())
                .put("totalNodeCount", routine.nodeCount())));
        return reply;
    }

    @GET
    @Path("/guid/{guid}")
    public ObjectNode findByGuid(@PathParam("guid") String guid) {
        Include include = parameters().include();
        return TreeJson.write(trees.findByGuid(guid, TreeJson.parts(include)), include);
    }

    @GET
    @Path(TITLE)
    public ObjectNode find(@PathParam("title") String title) {
        Parameters query = parameters();
        Include include = query.include();
        return TreeJson.write(trees.find(title, version(query), TreeJson.parts(include)), include);
    }

    @PUT
    @ActsOnTree
    @Path(TITLE)
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("title") String title, JsonNode body) {
        requireObject(body);
        Include include = parameters().include();
        TreeFields fields = TreeJson.read(body);
        fields.sourceName().ifPresent(access::act);
        Trees.Saved saved = trees.update(title, fields, TreeJson.parts(include), caller("Update Tree"));
        return saved(saved, include, "Updated tree \"" + saved.tree().title() + "\".");
    }

    @DELETE
    @ActsOnTree
    @Path(TITLE)
    public ObjectNode delete(@PathParam("title") String title) {
        Trees.TreeView tree = trees.delete(title, caller("Delete Tree"));
        return Replies.changed(
                "tree", TreeJson.write(tree, parameters().include()), "Deleted tree \"" + tree.title() + "\".");
    }

    @POST
    @ActsOnTree
    @Path(TITLE + "/clone")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public ObjectNode copy(@PathParam("title") String title, JsonNode body) {
        Include include = parameters().include();
        Optional<String> group = Optional.ofNullable(TreeJson.text(body, "sourceGroup"))
                .or(() -> Optional.ofNullable(TreeJson.text(body, "groupName")));
        Trees.CopyAs as = new Trees.CopyAs(
                Optional.ofNullable(TreeJson.text(body, "sourceName")),
                group,
                Optional.ofNullable(TreeJson.text(body, "name")),
                Optional.ofNullable(TreeJson.text(body, "definitionId")));
        as.sourceName().ifPresent(access::act);
        Trees.Saved saved = trees.copy(title, as, TreeJson.parts(include), caller("Clone Tree"));
        return saved(saved, include, "Cloned tree \"" + saved.tree().title() + "\".");
    }

    @GET
    @Path(TITLE + "/export")
    public ObjectNode export(@PathParam("title") String title) {
        return Json.object().put("tree", trees.export(title));
    }

    @POST
    @ActsOnTree
    @Path(TITLE + "/restore")
    public ObjectNode restore(@PathParam("title") String title) {
        Include include = parameters().include();
        Trees.TreeView tree = trees.restore(title, TreeJson.parts(include), caller("Restore Tree"));
        return Replies.changed("tree", TreeJson.write(tree, include), "Restored tree \"" + tree.title() + "\".");
    }

    @GET
    @Path(TITLE + "/counts")
    public ObjectNode counts(@PathParam("title") String title) {
        return TreeCountsJson.write(trees.activity(title));
    }

    @GET
    @Path("/{definitionId}/usage")
    public ObjectNode usage(@PathParam("definitionId") String definitionId) {
        return UsageJson.of("routineUsage", trees.usage(definitionId));
    }

    private static ObjectNode saved(Trees.Saved saved, Include include, String message) {
        ObjectNode reply = Replies.changed("tree", TreeJson.write(saved.tree(), include), message);
        if (!saved.warnings().isEmpty()) {
            ArrayNode warnings = Json.texts(saved.warnings());
            reply.set("warnings", warnings);
        }
        return reply;
    }

    private static OptionalInt version(Parameters query) {
        OptionalLong version = query.number("version");
        return version.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.max(-1, Math.min(Integer.MAX_VALUE, version.getAsLong())));
    }

    private static void requireObject(JsonNode body) {
        if (!body.isObject()) {
            throw Refusal.invalid("invalid_value", "Expected a JSON object in the body, but there is none.");
        }
    }

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("invalid_tree", "Expected a tree in UTF-8, but the file is in another encoding.");
        }
    }

    private Parameters parameters() {
        return new Parameters(uri.getQueryParameters());
    }

    private Caller caller(String what) {
        return callers.by("API v2 " + what);
    }
}
