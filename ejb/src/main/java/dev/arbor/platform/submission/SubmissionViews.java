package dev.arbor.platform.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.Permissions;
import dev.arbor.platform.api.Right;
import dev.arbor.platform.api.Subject;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.form.FormModel;
import dev.arbor.platform.form.FormModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Submissions as they are shown, many at a time, to somebody who may see all or some of them. */
@ApplicationScoped
public class SubmissionViews {

    /** Enough for any family, and an end for one that goes in circles. */
    private static final int MOST_DESCENDANTS = 1_000;

    private final Authoriser authoriser;
    private final FormModels models;

    /** For the container's proxy. */
    protected SubmissionViews() {
        this(null, null);
    }

    @Inject
    public SubmissionViews(Authoriser authoriser, FormModels models) {
        this.authoriser = authoriser;
        this.models = models;
    }

    /**
     * Documents of submissions, in their order. Of one that somebody may not see, the values, the label and the
     * activities are kept back (integrator spec 5.5). One whose form is gone is left out.
     */
    List<ObjectNode> show(Connection connection, Identity who, List<SubmissionRow> rows, Set<String> parts)
            throws SQLException {
        return show(connection, authoriser.permissions(who), rows, parts);
    }

    /** The same for somebody of whom it is known already what they may do. */
    List<ObjectNode> show(Connection connection, Permissions permissions, List<SubmissionRow> rows, Set<String> parts)
            throws SQLException {
        return show(connection, permissions, rows, new HashMap<>(), parts);
    }

    /** The document of one that was just made, of a form that is known; empty when whoever made it may not see it. */
    Optional<ObjectNode> made(
            Connection connection, Permissions permissions, SubmissionRow row, FormModel form, Set<String> parts)
            throws SQLException {
        Subject subject = Subject.submission(form.kapp(), form.form(), SubmissionDocument.of(row, form));
        if (!permissions.may(Right.SUBMISSION_ACCESS, subject)) {
            return Optional.empty();
        }
        Map<UUID, FormModel> forms = new HashMap<>(Map.of(row.formId, form));
        return Optional.of(
                show(connection, permissions, List.of(row), forms, parts).get(0));
    }

    private List<ObjectNode> show(
            Connection connection,
            Permissions permissions,
            List<SubmissionRow> rows,
            Map<UUID, FormModel> forms,
            Set<String> parts)
            throws SQLException {
        Map<UUID, ObjectNode> documents = new HashMap<>();
        Set<UUID> open = new HashSet<>();
        for (SubmissionRow row : rows) {
            if (!forms.containsKey(row.formId)) {
                models.find(connection, row.formId).ifPresent(form -> forms.put(row.formId, form));
            }
            FormModel form = forms.get(row.formId);
            if (form != null) {
                ObjectNode document = SubmissionDocument.of(row, form);
                if (authorised(permissions, row, form, document, parts)) {
                    open.add(row.id);
                }
                documents.put(row.id, document);
            }
        }
        if (parts.contains("activities")) {
            var activities = ActivityRows.of(connection, open);
            documents.forEach((id, document) -> {
                var list = document.putArray("activities");
                activities.getOrDefault(id, List.of()).forEach(list::add);
            });
        }
        relatives(connection, permissions, rows, documents, parts);
        return rows.stream()
                .map(row -> documents.get(row.id))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Completes a document, or takes out what is not to be seen; whether it may be seen. */
    private static boolean authorised(
            Permissions permissions, SubmissionRow row, FormModel form, ObjectNode document, Set<String> parts) {
        Subject subject = Subject.submission(form.kapp(), form.form(), document);
        boolean access = permissions.may(Right.SUBMISSION_ACCESS, subject);
        if (parts.contains("authorization")) {
            document.putObject("authorization")
                    .put("Access", access)
                    .put("Modification", permissions.may(Right.SUBMISSION_MODIFICATION, subject))
                    .put("Support", permissions.may(Right.SUBMISSION_SUPPORT, subject));
        }
        if (access && parts.contains("values.raw")) {
            document.set("valuesRaw", SubmissionDocument.raw(row, form));
        }
        if (!access) {
            document.putObject("values");
            document.put("label", row.id.toString()).putNull("sessionToken");
        }
        return access;
    }

    private void relatives(
            Connection connection,
            Permissions permissions,
            List<SubmissionRow> rows,
            Map<UUID, ObjectNode> documents,
            Set<String> parts)
            throws SQLException {
        if (parts.contains("parent") || parts.contains("origin")) {
            Set<UUID> ids = rows.stream()
                    .flatMap(row -> Stream.of(row.parentId, row.originId))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Map<UUID, SubmissionRow> found = SubmissionTable.all(connection, ids);
            Map<UUID, ObjectNode> shown = new HashMap<>();
            for (ObjectNode each : show(connection, permissions, List.copyOf(found.values()), Set.of())) {
                shown.put(UUID.fromString(each.get("id").asText()), each);
            }
            rows.stream().filter(row -> documents.containsKey(row.id)).forEach(row -> {
                if (parts.contains("parent")) {
                    documents.get(row.id).set("parent", shown.get(row.parentId));
                }
                if (parts.contains("origin")) {
                    documents.get(row.id).set("origin", shown.get(row.originId));
                }
            });
        }
        if (parts.contains("children")) {
            family(connection, permissions, rows, documents, "children", false);
        }
        if (parts.contains("descendants")) {
            family(connection, permissions, rows, documents, "descendants", true);
        }
    }

    /** One query for each generation. */
    private void family(
            Connection connection,
            Permissions permissions,
            List<SubmissionRow> rows,
            Map<UUID, ObjectNode> documents,
            String name,
            boolean all)
            throws SQLException {
        Map<UUID, UUID> ancestors = new HashMap<>();
        rows.forEach(row -> ancestors.put(row.id, row.id));
        List<SubmissionRow> found = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        List<UUID> generation = rows.stream().map(row -> row.id).toList();
        do {
            List<SubmissionRow> children = SubmissionTable.children(connection, generation).stream()
                    .filter(child -> seen.add(child.id))
                    .toList();
            children.forEach(child -> ancestors.putIfAbsent(child.id, ancestors.get(child.parentId)));
            found.addAll(children);
            generation = children.stream().map(child -> child.id).toList();
        } while (all && !generation.isEmpty() && found.size() < MOST_DESCENDANTS);
        documents.values().forEach(document -> document.set(name, Documents.list()));
        Map<UUID, UUID> owners = new HashMap<>();
        found.forEach(child -> owners.put(child.id, all ? ancestors.get(child.id) : child.parentId));
        for (ObjectNode child : show(connection, permissions, found, Set.of())) {
            ObjectNode owner =
                    documents.get(owners.get(UUID.fromString(child.get("id").asText())));
            if (owner != null) {
                owner.withArray(name).add(child);
            }
        }
    }
}
