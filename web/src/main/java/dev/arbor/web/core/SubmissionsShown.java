package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Forms;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Kapps;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.web.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Submissions as they are shown, with their forms where those are asked for: read once for all submissions. */
@RequestScoped
public class SubmissionsShown {

    private static final List<String> RELATIVES = List.of("parent", "origin");
    private static final List<String> FAMILIES = List.of("children", "descendants");

    @Inject
    private Forms forms;

    @Inject
    private Kapps kapps;

    /** What must be read so that it can be shown. */
    static Set<String> parts(Inclusion include) {
        Set<String> parts = new HashSet<>(include.names());
        if (include.inside("values").has("raw")) {
            parts.add("values.raw");
        }
        return parts;
    }

    /** Submissions by themselves. */
    List<ObjectNode> show(Identity who, List<ObjectNode> submissions, Inclusion include) {
        List<ObjectNode> shown =
                submissions.stream().map(each -> one(each, include)).toList();
        if (include.any("form")) {
            forms(who, submissions, shown, include.inside("form"));
        }
        return shown;
    }

    private static ObjectNode one(ObjectNode submission, Inclusion include) {
        ObjectNode json = Shown.SUBMISSION.show(submission, include);
        relatives(submission, include, json);
        return json;
    }

    private static void relatives(ObjectNode submission, Inclusion include, ObjectNode json) {
        if (include.any("activities")) {
            json.set("activities", activities(submission, include.inside("activities")));
        }
        if (submission.has("valuesRaw")) {
            json.set("valuesRaw", submission.get("valuesRaw"));
        }
        for (String name : RELATIVES) {
            if (include.any(name) && submission.path(name).isObject()) {
                json.set(name, nested((ObjectNode) submission.get(name), include.inside(name)));
            }
        }
        for (String name : FAMILIES) {
            if (include.any(name)) {
                ArrayNode list = json.putArray(name);
                submission.path(name).forEach(each -> list.add(nested((ObjectNode) each, include.inside(name))));
            }
        }
    }

    private static ObjectNode nested(ObjectNode submission, Inclusion include) {
        return Shown.SUBMISSION.showNested(submission, include);
    }

    private static ArrayNode activities(ObjectNode submission, Inclusion include) {
        ArrayNode list = Json.mapper().createArrayNode();
        submission.path("activities").forEach(each -> list.add(Shown.ACTIVITY.show((ObjectNode) each, include)));
        return list;
    }

    /** Each form is read once, and each kapp; one that may not be seen is left out. */
    private void forms(Identity who, List<ObjectNode> submissions, List<ObjectNode> shown, Inclusion include) {
        Map<List<String>, Optional<ObjectNode>> read = new HashMap<>();
        Map<String, ObjectNode> owners = new HashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            String kapp = submissions.get(i).get("kappSlug").asText();
            String slug = submissions.get(i).get("formSlug").asText();
            ObjectNode submission = shown.get(i);
            read.computeIfAbsent(List.of(kapp, slug), key -> form(who, kapp, slug, include))
                    .ifPresent(form -> {
                        ObjectNode json = Shown.FORM.showNested(form, include);
                        if (include.any("kapp")) {
                            json.set("kapp", owners.computeIfAbsent(kapp, key -> kapp(who, key, include)));
                        }
                        submission.set("form", json);
                    });
        }
    }

    private Optional<ObjectNode> form(Identity who, String kapp, String slug, Inclusion include) {
        try {
            return Optional.of(forms.find(who, kapp, slug, include.names()));
        } catch (PlatformRefusal e) {
            if (e.status() == Response.Status.FORBIDDEN.getStatusCode()
                    || e.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ObjectNode kapp(Identity who, String slug, Inclusion include) {
        Inclusion inside = include.inside("kapp");
        return Shown.KAPP.showNested(kapps.find(who, slug, inside.names()), inside);
    }
}
