package dev.arbor.platform.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.RunStarter;
import dev.arbor.engine.api.RunStarter.StartRun;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.api.Trees.Part;
import dev.arbor.engine.api.Trees.TreeView;
import dev.arbor.engine.database.Transactions;
import dev.arbor.platform.api.Authoriser;
import dev.arbor.platform.api.Identity;
import dev.arbor.platform.api.PlatformRefusal;
import dev.arbor.platform.api.WebApis;
import dev.arbor.platform.document.Documents;
import dev.arbor.platform.row.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The web APIs of the API: a row and a tree that are changed in one transaction. */
@ApplicationScoped
public class StoredWebApis implements WebApis {

    private static final String SOURCE = "Kinetic Request CE";

    private final Transactions transactions;
    private final Authoriser authoriser;
    private final Trees trees;
    private final RunStarter starter;
    private final ExecutionPolicies policies;
    private final InstantSource time;

    /** For the container's proxy. */
    protected StoredWebApis() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public StoredWebApis(
            Transactions transactions,
            Authoriser authoriser,
            Trees trees,
            RunStarter starter,
            ExecutionPolicies policies,
            InstantSource time) {
        this.transactions = transactions;
        this.authoriser = authoriser;
        this.trees = trees;
        this.starter = starter;
        this.policies = policies;
        this.time = time;
    }

    @Override
    public List<ObjectNode> list(Identity who, Optional<String> kapp) {
        return transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            return WebApiTable.of(unit.connection(), place.id()).stream()
                    .map(StoredWebApis::shown)
                    .toList();
        });
    }

    @Override
    public ObjectNode find(Identity who, Optional<String> kapp, String slug) {
        return transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            return shown(WebApiTable.find(unit.connection(), place.id(), slug));
        });
    }

    @Override
    public ObjectNode create(Identity who, Optional<String> kapp, ObjectNode body) {
        return unique(() -> transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            return shown(add(unit.connection(), place, WebApiDraft.of(body, Optional.empty()), content(body), who));
        }));
    }

    private WebApiTable.Row add(
            Connection connection, Place place, WebApiDraft draft, TreeFields.Builder content, Identity who)
            throws SQLException {
        if (WebApiTable.look(connection, place.id(), draft.slug()).isPresent()) {
            throw PlatformRefusal.duplicate("web API", "slug");
        }
        TreeFields fields = content.sourceName(SOURCE)
                .sourceGroup(place.group())
                .name(draft.slug())
                .type("Tree")
                .build();
        Optional<TreeView> existing = tree(place, draft.slug());
        TreeView tree = existing.isPresent()
                ? trees.update(existing.get().guid(), fields, Set.of(), caller(who))
                        .tree()
                : trees.create(fields, Set.of(), caller(who)).tree();
        WebApiTable.Row row = new WebApiTable.Row(
                UUID.randomUUID(), place.id(), draft.slug(), draft.method(), draft.policies(), tree.guid());
        WebApiTable.insert(connection, row, who.username(), time.instant());
        return row;
    }

    /** A tree of that name that the Task API has made already. */
    private Optional<TreeView> tree(Place place, String slug) {
        TreeQuery all = TreeQuery.all();
        TreeQuery query = new TreeQuery(
                Optional.of(SOURCE),
                List.of(place.group()),
                all.groupFragment(),
                Optional.of(slug),
                all.nameFragment(),
                all.ownerEmail(),
                all.status(),
                all.type(),
                all.orderBy(),
                all.descending(),
                all.limit(),
                all.offset());
        return trees.search(query, Set.of()).items().stream().findFirst();
    }

    @Override
    public ObjectNode update(Identity who, Optional<String> kapp, String slug, ObjectNode body) {
        return unique(() -> transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            WebApiTable.Row before = WebApiTable.lock(unit.connection(), place.id(), slug);
            return shown(change(unit.connection(), before, body, who));
        }));
    }

    private WebApiTable.Row change(Connection connection, WebApiTable.Row before, ObjectNode body, Identity who)
            throws SQLException {
        WebApiDraft draft = WebApiDraft.of(body, Optional.of(before));
        trees.update(before.treeGuid(), content(body).name(draft.slug()).build(), Set.of(), caller(who));
        WebApiTable.Row after = new WebApiTable.Row(
                before.id(), before.scopeId(), draft.slug(), draft.method(), draft.policies(), before.treeGuid());
        WebApiTable.update(connection, after, who.username(), time.instant());
        return after;
    }

    @Override
    public ObjectNode delete(Identity who, Optional<String> kapp, String slug) {
        return transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            WebApiTable.Row row = WebApiTable.lock(unit.connection(), place.id(), slug);
            WebApiTable.delete(unit.connection(), row.id());
            trees.delete(row.treeGuid(), caller(who));
            return shown(row);
        });
    }

    @Override
    public ObjectNode export(Identity who, Optional<String> kapp, String slug) {
        return transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp, authoriser, who);
            WebApiTable.Row row = WebApiTable.find(unit.connection(), place.id(), slug);
            TreeView tree = trees.findByGuid(row.treeGuid(), Set.of(Part.EXPORT));
            return shown(row).put("treeXml", tree.parts().export().orElseThrow());
        });
    }

    @Override
    public ObjectNode importOne(Identity who, Optional<String> kapp, ObjectNode body, boolean force) {
        return unique(() -> transactions.call(unit -> {
            Connection connection = unit.connection();
            Place place = Place.of(connection, kapp, authoriser, who);
            if (!body.hasNonNull("treeXml") && !body.hasNonNull("treeJson")) {
                throw PlatformRefusal.invalid("WebApi", List.of("Expected treeXml or treeJson, but there is neither"));
            }
            String slug = Documents.text(body, "slug").orElse("");
            Optional<WebApiTable.Row> before = WebApiTable.look(connection, place.id(), slug);
            WebApiTable.Row row = before.isPresent() && force
                    ? change(connection, before.get(), body, who)
                    : add(connection, place, WebApiDraft.of(body, Optional.empty()), content(body), who);
            ObjectNode json = shown(row);
            json.set("tree", tree(trees.findByGuid(row.treeGuid(), Set.of())));
            return json;
        }));
    }

    @Override
    public long invoke(Identity who, Optional<String> kapp, String slug, Request request) {
        return transactions.call(unit -> {
            Place place = Place.of(unit.connection(), kapp);
            WebApiTable.Row row = WebApiTable.find(unit.connection(), place.id(), slug);
            policies.demand(unit.connection(), who, place, row);
            if (!row.method().equals(request.method())) {
                throw PlatformRefusal.methodNotAllowed("Expected the method " + row.method() + " for the web API '"
                        + slug + "', but got " + request.method() + ".");
            }
            StartRun start = new StartRun(
                    new TreeRef.Guid(row.treeGuid()),
                    Documents.write(RequestPayload.of(request, who, place)),
                    Map.of(),
                    Optional.empty(),
                    who.depth() + 1);
            return starter.start(start, new Caller(who.username(), "Web API " + slug))
                    .runId();
        });
    }

    private static TreeFields.Builder content(ObjectNode body) {
        JsonNode json = body.path("treeJson");
        return TreeFields.builder()
                .treeXml(Documents.text(body, "treeXml").orElse(null))
                .treeJson(json.isTextual() ? json.textValue() : json.isContainerNode() ? Documents.write(json) : null);
    }

    private static ObjectNode shown(WebApiTable.Row row) {
        ObjectNode json = Documents.object().put("method", row.method()).put("slug", row.slug());
        json.set("securityPolicies", row.policies());
        return json;
    }

    private static ObjectNode tree(TreeView tree) {
        return Documents.object()
                .put("name", tree.name())
                .put("notes", tree.notes().orElse(null))
                .put("ownerEmail", tree.ownerEmail().orElse(null))
                .put("sourceName", tree.sourceName())
                .put("sourceGroup", tree.sourceGroup())
                .put("status", tree.status())
                .put("title", tree.title())
                .put("type", tree.type())
                .put("versionId", Integer.toString(tree.version()))
                .put("guid", tree.guid())
                .put("event", tree.event().orElse(null))
                .put("platformItemType", tree.platformItemType().orElse(null))
                .put("platformItemId", tree.platformItemId().orElse(null));
    }

    private static ObjectNode unique(Supplier<ObjectNode> change) {
        try {
            return change.get();
        } catch (RuntimeException e) {
            throw Rows.isDuplicate(e) ? PlatformRefusal.duplicate("web API", "slug") : e;
        }
    }

    private static Caller caller(Identity who) {
        return new Caller(who.username(), "Core API");
    }
}
