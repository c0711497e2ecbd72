package dev.arbor.platform.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.event.EventNames;
import dev.arbor.platform.kapp.FieldTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The expressions that the builder offers for a workflow, group by group (integrator spec 4.8 and 5.4). */
final class WorkflowBindings {

    private static final List<String> SUBMISSION = List.of(
            "Id",
            "Handle",
            "Label",
            "Core State",
            "Type",
            "Origin Id",
            "Parent Id",
            "Created At",
            "Created By",
            "Updated At",
            "Updated By",
            "Submitted At",
            "Submitted By",
            "Closed At",
            "Closed By");
    private static final List<String> FORM = List.of(
            "Name", "Slug", "Description", "Status", "Type", "Created At", "Created By", "Updated At", "Updated By");
    private static final List<String> NAMED = List.of("Name", "Slug");
    private static final List<String> USER = List.of(
            "Id",
            "Username",
            "Display Name",
            "Email",
            "Enabled",
            "Space Admin",
            "Preferred Locale",
            "Timezone",
            "Created At",
            "Created By",
            "Updated At",
            "Updated By");
    private static final List<String> TEAM = List.of(
            "Id",
            "Name",
            "Slug",
            "Local Name",
            "Parent Name",
            "Description",
            "Created At",
            "Created By",
            "Updated At",
            "Updated By");

    private WorkflowBindings() {}

    /** Those of an event that happens to an item or in it. */
    static ObjectNode of(Connection connection, Item item, String event) throws SQLException {
        ObjectNode groups = Documents.object();
        add(groups, "Event", "event", List.of("Action", "Timestamp", "Type"));
        String type = EventNames.type(event);
        boolean ofForm = type.equals("Submission") || type.equals("Form");
        if (type.equals("Submission")) {
            add(groups, "Submission", "submission", SUBMISSION);
            add(groups, "Submission (Previous)", "submission_previous", SUBMISSION);
            List<String> fields = item.form().isPresent() || item.kapp().isPresent()
                    ? FieldTable.of(connection, item.id()).stream()
                            .map(FieldTable.Field::name)
                            .toList()
                    : List.of();
            add(groups, "Values", "values", fields);
            add(groups, "Values (Previous)", "values_previous", fields);
        }
        if (ofForm) {
            add(groups, "Form", "form", FORM);
            add(groups, "Kapp", "kapp", NAMED);
        }
        boolean ofBoth = event.endsWith("Membership Change");
        if (type.equals("User") || ofBoth) {
            add(groups, "User", "user", USER);
        }
        if (type.equals("Team") || ofBoth) {
            add(groups, "Team", "team", TEAM);
        }
        add(groups, "Space", "space", NAMED);
        groups.putObject("Source Information")
                .put("Source Data", expression("source", "Data"))
                .put("Source Group", expression("source", "Group"))
                .put("Source Id", expression("source", "Id"))
                .put("Source Name", expression("source", "Name"));
        groups.putObject("System")
                .put("Run Id", expression("run", "Id"))
                .put("Trigger Message", expression("trigger", "Message"));
        return groups;
    }

    private static void add(ObjectNode groups, String label, String variable, List<String> keys) {
        if (!keys.isEmpty()) {
            ObjectNode group = groups.putObject(label);
            keys.forEach(key -> group.put(key, expression(variable, key)));
        }
    }

    private static String expression(String variable, String key) {
        return "<%= @" + variable + "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']%>";
    }
}
