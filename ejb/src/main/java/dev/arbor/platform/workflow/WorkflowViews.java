package dev.arbor.platform.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.notice.FilterNotices;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How workflows are shown (integrator spec 4.8). */
final class WorkflowViews {

    private WorkflowViews() {}

    /** As an item of a list. */
    static ObjectNode item(TreeView tree, String filter) {
        return Documents.object()
                .put("id", tree.guid())
                .put("name", tree.name())
                .put("event", tree.event().orElse(null))
                .put("type", tree.type())
                .put("status", tree.status())
                .put("filter", filter)
                .put("notes", tree.notes().orElse(null))
                .put("ownerEmail", tree.ownerEmail().orElse(null))
                .put("platformItemId", tree.platformItemId().orElse(null))
                .put("platformItemType", tree.platformItemType().orElse(null))
                .put("sourceGroup", tree.sourceGroup())
                .put("title", tree.title())
                .put("versionId", Integer.toString(tree.version()))
                .put("createdAt", Documents.moment(tree.createdAt()))
                .put("createdBy", tree.createdBy())
                .put("updatedAt", Documents.moment(tree.updatedAt()))
                .put("updatedBy", tree.updatedBy());
    }

    /** By itself. */
    static ObjectNode whole(
            Connection connection, Item item, TreeView tree, WorkflowTable.Row row, List<String> warnings)
            throws SQLException {
        ObjectNode json = item(tree, row.filter());
        json.set("treeJson", tree.parts().treeJson().map(Documents::readAny).orElse(null));
        json.set("bindings", WorkflowBindings.of(connection, item, tree.event().orElse("")));
        json.set("notices", FilterNotices.of(connection, row.id()));
        json.put("noticeCount", FilterNotices.total(connection, row.id()));
        json.set("messages", Documents.list(warnings));
        return json;
    }
}
