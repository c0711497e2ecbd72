package dev.arbor.platform.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.access.Endpoints;
import dev.arbor.platform.access.PolicyNames;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.document.Shape;
import dev.arbor.platform.kapp.FieldTable.Field;
import dev.arbor.platform.kapp.StoredKapps;
import java.util.ArrayList;
import java.util.List;

/** The body of a request that makes or changes a form. */
final class FormDraft {

    private static final int LONGEST = 255;

    private static final Shape SHAPE = Shape.of("Form")
            .texts("description", "notes", "submissionLabelExpression", "customHeadContent", "type", "status")
            .flags("anonymous")
            .lists("bridgedResources", "securityPolicies", "integrations");

    private FormDraft() {}

    /**
     * Checks a body.
     *
     * @param before the fields that the form has
     * @param created whether the form is new, so that nothing may be missing
     * @return its pages; null when it has none
     */
    static Pages check(ObjectNode body, List<Field> before, boolean created) {
        SHAPE.check(body);
        List<String> findings = new ArrayList<>();
        if (created || body.has("name")) {
            String name = Documents.text(body, "name").orElse("");
            if (name.isBlank() || name.length() > LONGEST) {
                findings.add("Name must not be blank, nor longer than " + LONGEST + " characters");
            }
        }
        if (created || body.has("slug")) {
            String slug = Documents.text(body, "slug").orElse("");
            if (!StoredKapps.SLUG.matcher(slug).matches()) {
                findings.add("Slug must be letters, digits, hyphens and underscores alone, but is '" + slug + "'");
            }
        }
        for (String name : List.of("type", "status")) {
            if (Documents.text(body, name).orElse("").length() > LONGEST) {
                findings.add(name + " must have at most " + LONGEST + " characters");
            }
        }
        Pages pages = created && !body.has("pages")
                ? Pages.read(Documents.list(), before, findings)
                : body.has("pages") ? Pages.read(body.get("pages"), before, findings) : null;
        if (!findings.isEmpty()) {
            throw PlatformRefusal.invalid("Form", findings);
        }
        return pages;
    }

    /** The document of a new form. */
    static ObjectNode create(ObjectNode body, Pages pages) {
        ObjectNode document = Documents.object();
        document.set("name", body.get("name"));
        document.set("slug", body.get("slug"));
        document.setAll(SHAPE.empty());
        document.put("anonymous", false).put("status", "New");
        merge(document, body, pages);
        return document;
    }

    /** Takes over what a body names. */
    static void merge(ObjectNode document, ObjectNode body, Pages pages) {
        SHAPE.merge(document, body);
        if (body.has("securityPolicies")) {
            document.set(
                    "securityPolicies", PolicyNames.read(body.path("securityPolicies"), Endpoints.OF_FORM, "Form"));
        }
        if (document.get("anonymous").isNull()) {
            document.put("anonymous", false);
        }
        if (document.get("status").isNull()) {
            document.put("status", "New");
        }
        for (String name : List.of("name", "slug")) {
            if (body.has(name)) {
                document.set(name, body.get(name));
            }
        }
        if (pages != null) {
            document.set("pages", pages.pages());
        }
    }
}
