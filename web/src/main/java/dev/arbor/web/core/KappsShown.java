package dev.arbor.web.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Forms;
import dev.arbor.platform.api.Identity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Kapps as they are shown, with their forms where those are asked for: read once for all kapps. */
@RequestScoped
public class KappsShown {

    @Inject
    private Forms forms;

    /** Kapps by themselves. */
    List<ObjectNode> show(Identity who, List<ObjectNode> kapps, Inclusion include) {
        return withForms(
                who,
                kapps,
                include,
                kapps.stream().map(kapp -> Shown.KAPP.show(kapp, include)).toList());
    }

    /** Kapps within something else. */
    List<ObjectNode> nested(Identity who, List<ObjectNode> kapps, Inclusion include) {
        return withForms(
                who,
                kapps,
                include,
                kapps.stream().map(kapp -> Shown.KAPP.showNested(kapp, include)).toList());
    }

    private List<ObjectNode> withForms(
            Identity who, List<ObjectNode> kapps, Inclusion include, List<ObjectNode> shown) {
        if (include.any("forms")) {
            Inclusion inside = include.inside("forms");
            List<String> slugs =
                    kapps.stream().map(kapp -> kapp.get("slug").asText()).toList();
            Map<String, List<ObjectNode>> all = forms.ofKapps(who, slugs, inside.names());
            for (int i = 0; i < shown.size(); i++) {
                var list = shown.get(i).putArray("forms");
                all.getOrDefault(slugs.get(i), List.of())
                        .forEach(form -> list.add(Shown.FORM.showNested(form, inside)));
            }
        }
        return shown;
    }
}
