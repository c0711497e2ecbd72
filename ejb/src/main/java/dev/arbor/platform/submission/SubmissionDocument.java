package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a submission shows of itself (integrator spec 4.5, Shape). */
final class SubmissionDocument {

    private SubmissionDocument() {}

    /** Its properties and its values. */
    static ObjectNode of(SubmissionRow row, FormModel form) {
        ObjectNode json = properties(row);
        json.put("formSlug", form.form().path("slug").asText())
                .put("kappSlug", form.kapp().path("slug").asText());
        json.set("displayedPage", displayedPage(row, form));
        json.set("values", values(row, form));
        return json;
    }

    /** Its properties alone. */
    static ObjectNode properties(SubmissionRow row) {
        ObjectNode json = Documents.object()
                .put("id", row.id.toString())
                .put("handle", row.handle())
                .put("label", row.label)
                .put("type", row.type)
                .put("coreState", row.coreState.label())
                .put("currentPage", row.currentPage)
                .putNull("origin")
                .putNull("parent")
                .put("originId", row.originId == null ? null : row.originId.toString())
                .put("parentId", row.parentId == null ? null : row.parentId.toString())
                .put("sessionToken", row.sessionToken)
                .put("anonymous", row.anonymous);
        return json.put("createdAt", Documents.moment(row.createdAt))
                .put("createdBy", row.createdBy)
                .put("updatedAt", Documents.moment(row.updatedAt))
                .put("updatedBy", row.updatedBy)
                .put("submittedAt", Documents.moment(row.submittedAt))
                .put("submittedBy", row.submittedBy)
                .put("closedAt", Documents.moment(row.closedAt))
                .put("closedBy", row.closedBy);
    }

    private static JsonNode displayedPage(SubmissionRow row, FormModel form) {
        Optional<FormPage> confirmation = form.pages().stream()
                .filter(each -> row.coreState != CoreState.DRAFT && !each.submittable())
                .findFirst();
        Optional<FormPage> page = Optional.ofNullable(row.currentPage)
                .flatMap(form::page)
                .or(() -> confirmation)
                .or(() -> form.pages().stream().findFirst());
        return page.<JsonNode>map(each -> Documents.object()
                        .put("index", each.index())
                        .put("name", each.name())
                        .put("type", each.renderType()))
                .orElse(Documents.object().nullNode());
    }

    /** Every field of the form by its name; null where it has no value. */
    static ObjectNode values(SubmissionRow row, FormModel form) {
        ObjectNode values = Documents.object();
        form.fields().values().forEach(field -> {
            JsonNode value = row.content.path(field.key());
            if (value.isMissingNode()) {
                values.putNull(field.name());
            } else {
                values.set(field.name(), field.type() == FormField.Type.FILE ? linked(row, field, value) : value);
            }
        });
        return values;
    }

    /** Files with the address that they can be had from. */
    private static JsonNode linked(SubmissionRow row, FormField field, JsonNode files) {
        ArrayNode linked = Documents.list();
        for (int i = 0; i < files.size(); i++) {
            JsonNode file = files.get(i);
            if (file.isObject() && file.has("id")) {
                ObjectNode shown = file.deepCopy();
                shown.put(
                        "link",
                        "/app/api/v1/submissions/" + row.id + "/files/" + encode(field.name()) + "/" + i + "/"
                                + encode(file.path("name").asText()));
                linked.add(shown);
            } else {
                linked.add(file);
            }
        }
        return linked;
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Every value by the key of its field, also of fields that the form has no more. */
    static ObjectNode raw(SubmissionRow row, FormModel form) {
        ObjectNode raw = Documents.object();
        row.content.properties().forEach(each -> {
            Optional<FormField> field = form.byKey(each.getKey());
            ObjectNode value = raw.putObject(each.getKey());
            value.put("isMalformed", false)
                    .put("isUnexpected", field.isEmpty())
                    .put("name", field.map(FormField::name).orElse(null))
                    .put(
                            "rawValue",
                            each.getValue().isTextual()
                                    ? each.getValue().asText()
                                    : each.getValue().toString());
            value.set("value", each.getValue());
        });
        return raw;
    }

    /** The texts of a property or of {@code values[Field]}, as searches and indexes see them; none without a value. */
    static List<String> texts(SubmissionRow row, FormModel form, String property) {
        if (property.startsWith("values[") && property.endsWith("]")) {
            FormField field = form.fields().get(property.substring("values[".length(), property.length() - 1));
            return field == null ? List.of() : texts(row.content.path(field.key()));
        }
        String text =
                switch (property) {
                    case "closedBy" -> row.closedBy;
                    case "coreState" -> row.coreState.label();
                    case "createdBy" -> row.createdBy;
                    case "handle" -> row.handle();
                    case "id" -> row.id.toString();
                    case "sessionToken" -> row.sessionToken;
                    case "submittedBy" -> row.submittedBy;
                    case "type" -> row.type;
                    case "updatedBy" -> row.updatedBy;
                    case "createdAt" -> Documents.moment(row.createdAt);
                    case "updatedAt" -> Documents.moment(row.updatedAt);
                    case "submittedAt" -> Documents.moment(row.submittedAt);
                    case "closedAt" -> Documents.moment(row.closedAt);
                    default -> null;
                };
        return text == null ? List.of() : List.of(text);
    }

    private static List<String> texts(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isArray()) {
            return Documents.texts(value).stream().distinct().toList();
        }
        return value.asText().isEmpty() ? List.of() : List.of(value.asText());
    }
}
