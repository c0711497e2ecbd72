package dev.arbor.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeGroups;
import dev.arbor.engine.api.TreeGroups.Place;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.web.Callers;
import dev.arbor.web.Include;
import dev.arbor.web.Json;
import dev.arbor.web.policy.SourceAccess;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups of trees in version 1 of the API (engine spec 5.10). */
@Path("/app/components/task/app/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TreeGroupsV1Resource {

    private static final Include DETAILS = Include.of(List.of("details"));
    private static final String SOURCE = "source";
    private static final String GROUP = "sourceGroup";
    private static final String FROM = "from";
    private static final String TO = "to";

    @Inject
    private TreeGroups groups;

    @Inject
    private SourceAccess access;

    @Inject
    private Callers callers;

    /** Copies trees to another group. */
    @POST
    @Path("/clone-trees")
    public ObjectNode copy(JsonNode json) {
        Body body = Body.of(json);
        Place from = end(body, FROM);
        Place to = end(body, TO);
        access.act(from.source());
        access.act(to.source());
        return told(
                "Cloned", groups.copy(from, to, names(body), definitionIds(body), callers.by("API v1 Clone Trees")));
    }

    /** Moves trees to another group. */
    @POST
    @Path("/move-trees")
    public ObjectNode move(JsonNode json) {
        Body body = Body.of(json);
        Place from = end(body, FROM);
        Place to = end(body, TO);
        access.act(from.source());
        access.act(to.source());
        return told("Moved", groups.move(from, to, names(body), callers.by("API v1 Move Trees")));
    }

    /** Puts trees away. */
    @POST
    @Path("/archive-trees")
    public ObjectNode archive(JsonNode json) {
        Body body = Body.of(json);
        Place of = place(body);
        access.act(of.source());
        return told("Archived", groups.archive(of, names(body), callers.by("API v1 Archive Trees")));
    }

    /** Brings trees back that were put away. */
    @POST
    @Path("/restore-trees")
    public ObjectNode restore(JsonNode json) {
        Body body = Body.of(json);
        Place of = place(body);
        access.act(of.source());
        return told("Restored", groups.restore(of, names(body), callers.by("API v1 Restore Trees")));
    }

    private static ObjectNode told(String done, List<TreeView> trees) {
        ObjectNode answer =
                Json.object().put("message", done + " " + trees.size() + (trees.size() == 1 ? " tree." : " trees."));
        answer.set("trees", Json.array(trees, tree -> TreeJson.write(tree, DETAILS)));
        return answer;
    }

    private static Place place(Body body) {
        return new Place(body.requiredText(SOURCE), body.requiredText(GROUP));
    }

    private static Place end(Body body, String end) {
        return new Place(end(body, SOURCE, end), end(body, GROUP, end));
    }

    private static String end(Body body, String key, String end) {
        String text = body.texts(key).map(ends -> ends.get(end)).orElse("");
        if (text == null || text.isEmpty()) {
            throw Refusal.invalid(
                    "invalid_value", "Expected '" + key + "' to be an object with '" + end + "', but it has none.");
        }
        return Body.storable(key, text);
    }

    private static List<String> names(Body body) {
        JsonNode value = body.value("names");
        List<String> names = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return names;
        }
        if (!value.isArray()) {
            throw Body.wrong("names", "a list of texts", value);
        }
        for (JsonNode name : value) {
            if (!name.isTextual()) {
                throw Body.wrong("names", "a list of texts", value);
            }
            names.add(Body.storable("names", name.textValue()));
        }
        return names;
    }

    private static Map<String, String> definitionIds(Body body) {
        JsonNode value = body.value("localRoutines");
        Map<String, String> ids = new LinkedHashMap<>();
        if (value.isMissingNode() || value.isNull()) {
            return ids;
        }
        if (!value.isArray()) {
            throw Body.wrong("localRoutines", "a list of objects with from and to", value);
        }
        for (JsonNode routine : value) {
            if (!routine.path(FROM).isTextual() || !routine.path(TO).isTextual()) {
                throw Body.wrong("localRoutines", "a list of objects with from and to", value);
            }
            ids.put(
                    Body.storable("localRoutines", routine.get(FROM).textValue()),
                    Body.storable("localRoutines", routine.get(TO).textValue()));
        }
        return ids;
    }
}
