package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.Submissions.Saving;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.form.FormField;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The steps that a submission takes: from page to page and from state to state (integrator spec 4.5). */
@ApplicationScoped
public class Steps {

    private final ValueRules rules;
    private final Expressions expressions;

    /** For the container's proxy. */
    protected Steps() {
        this(null, null);
    }

    @Inject
    public Steps(ValueRules rules, Expressions expressions) {
        this.rules = rules;
        this.expressions = expressions;
    }

    /** A new draft. */
    SubmissionRow fresh(FormModel form, Identity who, Instant now) {
        SubmissionRow row = new SubmissionRow();
        row.id = TimeUuid.at(now);
        row.formId = form.id();
        row.kappId = form.kappId();
        row.anonymous = !who.authenticated();
        row.sessionToken = row.anonymous ? who.sessionToken().orElse(null) : null;
        row.createdAt = now;
        row.createdBy = who.username();
        row.updatedAt = now;
        row.updatedBy = who.username();
        return row;
    }

    /** Fills in the defaults of fields that have no value, where the space says so. */
    void defaults(SubmissionRow row, FormModel form, Identity who) {
        if (!form.appliesDefaults()) {
            return;
        }
        for (FormField field : form.fields().values()) {
            if (field.defaultValue().isPresent() && !row.content.has(field.key())) {
                Map<String, ObjectNode> functions = Expressions.functions(row, form, who);
                JsonNode given = field.defaultValue().get();
                JsonNode value = given.isTextual()
                        ? Documents.object().textNode(expressions.text(given.asText(), functions, form))
                        : given;
                SubmittedValues.merge(row.content, Documents.object().set(field.name(), value), form);
            }
        }
    }

    /**
     * Goes to a state, or stays in it. From Submitted on the values must fit.
     *
     * @throws PlatformRefusal when there is no way back to it
     */
    void go(SubmissionRow row, FormModel form, CoreState next, Identity who, Instant now) {
        if (!row.coreState.mayBecome(next)) {
            throw PlatformRefusal.invalid(
                    "invalid_core_state",
                    "Unable to put a " + row.coreState.label().toLowerCase(java.util.Locale.ROOT)
                            + " submission in the '" + next.label() + "' core state");
        }
        if (next != CoreState.DRAFT) {
            rules.demand(row, form, who, Optional.empty());
            row.currentPage = row.coreState == CoreState.DRAFT ? null : row.currentPage;
        }
        row.become(next, who.username(), now);
    }

    /** Sets a state, also one before; what is undone has no time and no author any more. */
    void set(SubmissionRow row, CoreState state, Identity who, Instant now) {
        if (state != CoreState.CLOSED) {
            row.closedAt = null;
            row.closedBy = null;
        }
        if (state == CoreState.DRAFT) {
            row.submittedAt = null;
            row.submittedBy = null;
        }
        row.become(state, who.username(), now);
    }

    /** Submits a page: its values must fit, and the next one that is to be seen is the current one; after the last one the submission is submitted. */
    void submitPage(SubmissionRow row, FormModel form, Saving saving, Identity who, Instant now) {
        Optional<String> name = saving.page().or(() -> Optional.ofNullable(row.currentPage));
        FormPage page = name.map(each -> form.page(each)
                        .orElseThrow(() -> PlatformRefusal.invalid(
                                "unknown_page",
                                "Expected a page of the form " + form.path() + ", but there is no page '" + each
                                        + "'.")))
                .or(() -> form.pages().stream().findFirst())
                .orElseThrow(() -> PlatformRefusal.invalid(
                        "unknown_page", "Expected the form " + form.path() + " to have a page, but it has none."));
        if (saving.staged()) {
            row.currentPage = page.name();
            return;
        }
        rules.demand(row, form, who, Optional.of(page.index()));
        Optional<FormPage> next = next(row, form, page, who);
        row.currentPage = next.map(FormPage::name).orElse(null);
        if (next.isEmpty() && row.coreState == CoreState.DRAFT) {
            row.become(CoreState.SUBMITTED, who.username(), now);
        }
    }

    private Optional<FormPage> next(SubmissionRow row, FormModel form, FormPage page, Identity who) {
        Map<String, ObjectNode> functions = Expressions.functions(row, form, who);
        return form.pages().stream()
                .filter(each -> each.index() > page.index() && each.submittable())
                .filter(each -> each.displayCondition()
                        .filter(condition -> !condition.isBlank())
                        .map(condition -> expressions.holds(condition, functions, form, true))
                        .orElse(true))
                .findFirst();
    }
}
