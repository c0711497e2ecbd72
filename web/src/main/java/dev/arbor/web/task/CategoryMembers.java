package dev.arbor.web.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Categories.CategoryView;
import dev.arbor.engine.api.Handlers;
import dev.arbor.engine.api.PolicyRules;
import dev.arbor.engine.api.Trees;
import dev.arbor.web.Include;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is in categories, as far as it is asked for: each kind at once, however many categories there are. */
@RequestScoped
public class CategoryMembers {

    @Inject
    private Handlers handlers;

    @Inject
    private Trees trees;

    @Inject
    private PolicyRules rules;

    CategoryJson.Members of(List<CategoryView> categories, Include include) {
        return new CategoryJson.Members(
                include.has("handlers") ? handlers(categories, include.inside("handlers")) : Map.of(),
                include.has("trees") ? trees(categories, include.inside("trees")) : Map.of(),
                include.has("policyRules") ? rules(categories) : Map.of());
    }

    /** Properties are administrators' alone, so they are not shown here. */
    private Map<String, ObjectNode> handlers(List<CategoryView> categories, Include include) {
        Map<String, ObjectNode> shown = new HashMap<>();
        boolean stored = categories.stream()
                .anyMatch(each -> !each.integrated() && !each.handlers().isEmpty());
        Stream.concat(
                        handlers.system(0, 0).items().stream(),
                        stored ? handlers.list(0, 0).items().stream() : Stream.empty())
                .forEach(each -> shown.put(each.definitionId(), HandlerJson.write(each, include)));
        shown.values().forEach(each -> each.remove(List.of("properties", "audits", "categories")));
        return shown;
    }

    private Map<Long, ObjectNode> trees(List<CategoryView> categories, Include asked) {
        Include include = asked.has("parameters") ? asked.and("inputs") : asked;
        Set<Long> ids =
                categories.stream().flatMap(each -> each.routines().stream()).collect(Collectors.toSet());
        return trees.byIds(ids, TreeJson.parts(include)).stream()
                .collect(Collectors.toMap(Trees.TreeView::id, tree -> TreeJson.write(tree, include)));
    }

    private Map<String, List<ObjectNode>> rules(List<CategoryView> categories) {
        List<String> names = categories.stream().map(CategoryView::name).toList();
        Map<String, List<ObjectNode>> shown = new HashMap<>();
        rules.rulesOfCategories(names)
                .forEach((name, its) ->
                        shown.put(name, its.stream().map(PolicyRuleJson::plain).toList()));
        return shown;
    }
}
