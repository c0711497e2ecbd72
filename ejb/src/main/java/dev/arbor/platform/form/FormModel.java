package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.index.IndexPath;
import dev.arbor.platform.kapp.FieldTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the saving and showing of submissions needs to know of their form, read once for each version of it. Nothing in it
 * may be changed.
 */
public final class FormModel {

    private final UUID id;
    private final UUID kappId;
    private final ObjectNode form;
    private final ObjectNode kapp;
    private final ObjectNode surroundings;
    private final boolean appliesDefaults;
    private final Map<String, FormField> byName = new LinkedHashMap<>();
    private final Map<String, FormField> byKey = new LinkedHashMap<>();
    private final List<FormPage> pages = new ArrayList<>();
    private final List<IndexPath> indexPaths;
    private final Map<String, String> kappFields = new LinkedHashMap<>();

    FormModel(Parts parts) {
        this.id = parts.id();
        this.kappId = parts.kappId();
        this.form = parts.form();
        this.kapp = parts.kapp();
        this.surroundings = parts.surroundings();
        this.appliesDefaults = parts.appliesDefaults();
        this.indexPaths = List.copyOf(parts.indexPaths());
        parts.kappFields().forEach(field -> kappFields.put(field.name(), field.renderType()));
        form.path("pages")
                .forEach(page -> pages.add(new FormPage(
                        pages.size(),
                        page.path("name").asText(),
                        page.path("renderType").asText(),
                        Documents.text(page, "displayCondition"))));
        Elements.fields(form.path("pages")).forEach(each -> {
            FormField field = FormField.of(each.field(), each.page());
            byName.put(field.name(), field);
            byKey.put(field.key(), field);
        });
    }

    /** What one is made of. */
    record Parts(
            UUID id,
            UUID kappId,
            ObjectNode form,
            ObjectNode kapp,
            ObjectNode surroundings,
            boolean appliesDefaults,
            List<FieldTable.Field> kappFields,
            List<IndexPath> indexPaths) {}

    /** The id of the form. */
    public UUID id() {
        return id;
    }

    /** The id of its kapp. */
    public UUID kappId() {
        return kappId;
    }

    /** The form as it is stored. */
    public ObjectNode form() {
        return form;
    }

    /** Its kapp as it is stored. */
    public ObjectNode kapp() {
        return kapp;
    }

    /** The {@code space}, {@code kapp} and {@code form} of what events tell, with their attributes. */
    public ObjectNode surroundings() {
        return surroundings;
    }

    /** Whether submissions may be made. */
    public boolean active() {
        return !form.path("status").asText().equalsIgnoreCase("Inactive");
    }

    /** Whether defaults of fields are applied to new submissions. */
    public boolean appliesDefaults() {
        return appliesDefaults;
    }

    /** The form's expression for labels, or that of the kapp; empty for the id. */
    public Optional<String> labelExpression() {
        return Documents.text(form, "submissionLabelExpression")
                .filter(text -> !text.isBlank())
                .or(() -> Documents.text(kapp, "defaultSubmissionLabelExpression"))
                .filter(text -> !text.isBlank());
    }

    /** Its fields in the order of the pages, by name. */
    public Map<String, FormField> fields() {
        return byName;
    }

    /** A field by the key of its values. */
    public Optional<FormField> byKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Its pages, in order. */
    public List<FormPage> pages() {
        return pages;
    }

    /** A page by name. */
    public Optional<FormPage> page(String name) {
        return pages.stream().filter(page -> page.name().equals(name)).findFirst();
    }

    /** What its submissions have index entries for. */
    public List<IndexPath> indexPaths() {
        return indexPaths;
    }

    /** Whether a field takes part in what the kapp declares: it has the same name and is of the same kind. */
    public boolean joinsKapp(FormField field) {
        return field.renderType().equals(kappFields.get(field.name()));
    }

    /** {@code space > Kapp > Form}, for messages. */
    public String path() {
        return surroundings.at("/space/slug").asText() + " > "
                + kapp.path("name").asText() + " > " + form.path("name").asText();
    }
}
