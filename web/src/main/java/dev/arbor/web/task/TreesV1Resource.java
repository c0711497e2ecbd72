package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.Parameters;
import dev.arbor.web.Replies;
import dev.arbor.web.policy.SourceAccess;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Trees in version 1 of the API, as far as clients still use it (engine spec 5.10). */
@Path("/app/components/task/app/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class TreesV1Resource {

    /** Ids and times were always there in version 1. */
    private static final Include DETAILS = Include.of(List.of("details"));

    @Inject
    private Trees trees;

    @Inject
    private SourceAccess access;

    @Inject
    private Callers callers;

    @Context
    private UriInfo uri;

    /** Lists trees of a source and a group, those of some names where they are given, separated by commas. */
    @GET
    @Path("/trees")
    public ObjectNode list() {
        Parameters query = new Parameters(uri.getQueryParameters());
        List<String> names = query.texts("names").stream()
                .flatMap(each -> Stream.of(each.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        boolean all = !names.isEmpty();
        int limit = query.limit();
        int offset = query.offset();
        Page<Trees.TreeView> found = trees.search(
                new TreeQuery(
                        query.text("source"),
                        query.texts("sourceGroup"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        all ? 0 : limit,
                        all ? 0 : offset),
                Set.of());
        return Replies.page(
                "trees", all ? named(found, names, limit, offset) : found, tree -> TreeJson.write(tree, DETAILS));
    }

    private static Page<Trees.TreeView> named(Page<Trees.TreeView> found, List<String> names, int limit, int offset) {
        List<Trees.TreeView> those = found.items().stream()
                .filter(tree -> names.contains(tree.name()))
                .toList();
        List<Trees.TreeView> page = those.stream()
                .skip(offset)
                .limit(limit > 0 ? limit : those.size())
                .toList();
        return new Page<>(those.size(), limit, offset, page);
    }

    /** Imports an exported tree from the multipart field content. */
    @POST
    @Path("/import-tree")
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

    /** Imports an exported tree from the body. */
    @POST
    @Path("/import-tree")
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.TEXT_PLAIN})
    public ObjectNode importText(byte[] content) {
        return imported(content);
    }

    private ObjectNode imported(byte[] content) {
        String xml = TreesResource.text(content);
        access.actOnExport(xml);
        Trees.Saved saved = trees.importXml(
                xml, new Parameters(uri.getQueryParameters()).flag("force"), callers.by("API v1 Import Tree"));
        ObjectNode answer = Json.object()
                .put(
                        "message",
                        (saved.created() ? "Imported tree \"" : "Replaced tree \"")
                                + saved.tree().title() + "\".");
        answer.set("tree", TreeJson.write(saved.tree(), DETAILS));
        return answer;
    }
}
