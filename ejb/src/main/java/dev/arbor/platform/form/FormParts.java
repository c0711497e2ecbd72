package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.access.PolicyNames;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.attribute.AttributeDefinitions;
import dev.arbor.platform.attribute.AttributeValues;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Entry;
import dev.arbor.platform.form.FormTable.InKapp;
import dev.arbor.platform.index.IndexDefinition;
import dev.arbor.platform.index.IndexDefinitions;
import dev.arbor.platform.kapp.CategoryTable;
import dev.arbor.platform.kapp.FieldTable;
import dev.arbor.platform.row.Rows;
import dev.arbor.platform.space.SpaceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The collections of forms: read for many forms at once, and written from the body of one. */
final class FormParts {

    /** The collection of attributes that forms have. */
    static final String KIND = "formAttributeDefinitions";

    private FormParts() {}

    static void fill(Connection connection, List<InKapp> forms, Set<String> parts) throws SQLException {
        Set<UUID> ids = forms.stream().map(each -> each.form().id()).collect(Collectors.toSet());
        Set<UUID> kapps = forms.stream().map(InKapp::kappId).collect(Collectors.toSet());
        if (parts.contains("attributes") || parts.contains("attributesMap")) {
            Map<UUID, List<ObjectNode>> defined = AttributeDefinitions.of(connection, KIND, kapps);
            Map<String, ObjectNode> values = AttributeValues.of(
                    connection, KIND, ids.stream().map(UUID::toString).toList());
            forms.forEach(each -> AttributeValues.show(
                    each.form().document(),
                    values.get(each.form().id().toString()),
                    AttributeDefinitions.names(defined.getOrDefault(each.kappId(), List.of())),
                    ""));
        }
        if (parts.contains("indexDefinitions")) {
            var definitions = IndexDefinitions.of(connection, ids);
            forms.forEach(each -> {
                ArrayNode list = each.form().document().putArray("indexDefinitions");
                definitions
                        .getOrDefault(each.form().id(), List.of())
                        .forEach(definition -> list.add(definition.json()));
            });
        }
        if (parts.contains("categorizations")) {
            var all = CategoryTable.categorizations(connection, kapps);
            forms.forEach(each -> {
                ArrayNode list = each.form().document().putArray("categorizations");
                all.stream()
                        .filter(one -> one.formId().equals(each.form().id()))
                        .forEach(one ->
                                list.addObject().set("category", one.category().json()));
            });
        }
        forms.forEach(each -> {
            ArrayNode list = each.form().document().putArray("fields");
            Elements.fields(each.form().document().path("pages")).forEach(field -> list.addObject()
                    .put("name", field.field().path("name").asText()));
        });
    }

    /** Fields come before the indexes, which may be by fields of the same body. */
    static void write(Connection connection, UUID kapp, Entry form, ObjectNode body, boolean created)
            throws SQLException {
        if (body.has("securityPolicies")) {
            PolicyNames.demandDefined(
                    connection,
                    form.document().path("securityPolicies"),
                    List.of(kapp, SpaceTable.id(connection)),
                    "Form");
        }
        AttributeValues.write(connection, KIND, form.id().toString(), body, "Form");
        if (body.path("categorizations").isArray()) {
            categorizations(connection, kapp, form.id(), body.get("categorizations"));
        }
        if (created || body.path("indexDefinitions").isArray()) {
            indexes(connection, form.id(), body.path("indexDefinitions"), created);
        } else if (body.has("indexDefinitions") && !body.get("indexDefinitions").isNull()) {
            throw PlatformRefusal.invalid("Form", List.of("Index definitions must be a list"));
        }
    }

    /** What every form is indexed by is there, whether the body has it or not. */
    private static void indexes(Connection connection, UUID form, JsonNode list, boolean created) throws SQLException {
        Set<String> fields = FieldTable.of(connection, form).stream()
                .map(FieldTable.Field::name)
                .collect(Collectors.toSet());
        List<IndexDefinition> definitions =
                new ArrayList<>(list.isArray() ? IndexDefinitions.read(list, fields, "Form") : List.of());
        Set<String> names =
                definitions.stream().map(IndexDefinition::name).collect(Collectors.toCollection(HashSet::new));
        IndexDefinitions.OF_EVERY_FORM.stream()
                .filter(names::add)
                .forEach(name -> definitions.add(new IndexDefinition(name, List.of(name), false, true)));
        IndexDefinitions.replace(connection, form, definitions, created);
    }

    private static void categorizations(Connection connection, UUID kapp, UUID form, JsonNode list)
            throws SQLException {
        Rows.change(connection, "DELETE FROM categorization WHERE form_id = ?", form);
        List<CategoryTable.Category> categories =
                CategoryTable.of(connection, List.of(kapp)).getOrDefault(kapp, List.of());
        for (JsonNode each : list) {
            String slug = Documents.text(each.path("category"), "slug").orElse("");
            CategoryTable.Category category = categories.stream()
                    .filter(one -> one.slug().equals(slug))
                    .findFirst()
                    .orElseThrow(() ->
                            PlatformRefusal.invalid("Form", List.of("Unable to locate the " + slug + " category")));
            CategoryTable.categorize(connection, category.id(), form);
        }
    }
}
