package dev.arbor.engine.tree;

import dev.arbor.core.tree.MalformedTreeException;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.xml.TreeXml;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Page;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.TreeQuery;
import dev.arbor.engine.api.Trees;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** The trees of the API: one transaction for each call, views out, no row. */
@ApplicationScoped
@Transactional
public class StoredTrees implements Trees {

    private final TreeTitles titles;
    private final TreeStore store;
    private final TreeEditor editor;
    private final TreeSearch search;
    private final TreeUses uses;
    private final TreeActivity activity;
    private final TreeCatalog catalog;
    private final Event<TreeActivated> activated;

    /** For the container's proxy. */
    protected StoredTrees() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    StoredTrees(
            TreeTitles titles,
            TreeStore store,
            TreeEditor editor,
            TreeSearch search,
            TreeUses uses,
            TreeActivity activity,
            TreeCatalog catalog,
            Event<TreeActivated> activated) {
        this.titles = titles;
        this.store = store;
        this.editor = editor;
        this.search = search;
        this.uses = uses;
        this.activity = activity;
        this.catalog = catalog;
        this.activated = activated;
    }

    @Override
    public Page<TreeView> search(TreeQuery query, Set<Part> parts) {
        return search.search(query).map(row -> view(row, parts));
    }

    @Override
    public TreeView find(String title, OptionalInt version, Set<Part> parts) {
        TreeEntity row = row(titles.require(title));
        int wanted = version.orElse(row.version);
        if (wanted < 0 || wanted > row.version) {
            throw Refusal.notFound("Unable to retrieve version " + wanted + " of the tree \"" + title + "\".");
        }
        return TreeViews.view(row, wanted, () -> catalog.definition(row.id, wanted), parts);
    }

    @Override
    public TreeView findByGuid(String guid, Set<Part> parts) {
        return view(row(titles.requireGuid(guid)), parts);
    }

    @Override
    public List<TreeView> byIds(Collection<Long> ids, Set<Part> parts) {
        return search.byIds(ids).stream().map(row -> view(row, parts)).toList();
    }

    @Override
    public List<TreeView> registeredFor(String platformItemId) {
        return search.registeredFor(platformItemId).stream()
                .map(row -> view(row, Set.of()))
                .toList();
    }

    @Override
    public String export(String title) {
        TreeEntity row = row(titles.require(title));
        return TreeViews.export(row, catalog.definition(row.id, row.version));
    }

    @Override
    public Saved create(TreeFields fields, Set<Part> parts, Caller caller) {
        return saved(editor.create(fields, caller), parts);
    }

    @Override
    public Saved update(String title, TreeFields fields, Set<Part> parts, Caller caller) {
        long id = titles.require(title);
        return saved(telling(id, () -> editor.update(id, fields, caller)), parts);
    }

    @Override
    public Saved importXml(String xml, boolean force, Caller caller) {
        TreeDocument document = document(xml);
        Optional<Long> existing = titles.find(
                document.sourceName(),
                document.sourceGroup(),
                document.definition().name());
        Supplier<TreeEditor.Edited> edit = () -> editor.importDocument(document, existing, force, caller);
        return saved(existing.isPresent() ? telling(existing.get(), edit) : edit.get(), Set.of());
    }

    @Override
    public String sourceOf(String xml) {
        return document(xml).sourceName();
    }

    private static TreeDocument document(String xml) {
        try {
            return TreeXml.readDocument(xml);
        } catch (MalformedTreeException e) {
            throw Refusal.invalid("invalid_tree", e.getMessage());
        }
    }

    /** Tells those whose runs wait for it when an edit lets a paused tree go on. */
    private TreeEditor.Edited telling(long id, Supplier<TreeEditor.Edited> edit) {
        // Locked and not only read: of two edits at once the second must see what the first one left.
        TreeStatus before = store.lock(id).orElseThrow(() -> TreeTitles.missing(Long.toString(id))).status;
        TreeEditor.Edited edited = edit.get();
        if (before == TreeStatus.PAUSED && edited.tree().status == TreeStatus.ACTIVE) {
            activated.fire(new TreeActivated(id));
        }
        return edited;
    }

    @Override
    public Saved copy(String title, CopyAs as, Set<Part> parts, Caller caller) {
        return saved(editor.copy(titles.require(title), as, caller), parts);
    }

    @Override
    public TreeView delete(String title, Caller caller) {
        return view(editor.delete(titles.require(title), caller), Set.of());
    }

    @Override
    public TreeView restore(String title, Set<Part> parts, Caller caller) {
        return saved(editor.restore(titles.requireDeleted(title), caller), parts)
                .tree();
    }

    @Override
    public List<Use> usage(String definitionId) {
        return uses.of(definitionId);
    }

    @Override
    public List<MissingRoutine> missing() {
        return uses.missing();
    }

    @Override
    public Activity activity(String title) {
        return activity.of(titles.require(title));
    }

    private TreeEntity row(long id) {
        return store.read(id).orElseThrow(() -> TreeTitles.missing(Long.toString(id)));
    }

    private TreeView view(TreeEntity row, Set<Part> parts) {
        return TreeViews.view(row, row.version, () -> catalog.definition(row.id, row.version), parts);
    }

    /** Takes the definition at hand: what is not committed must not get into the catalogue's memory. */
    private static Saved saved(TreeEditor.Edited edited, Set<Part> parts) {
        TreeDefinition definition = edited.definition();
        return new Saved(
                TreeViews.view(edited.tree(), edited.tree().version, () -> definition, parts),
                edited.created(),
                edited.warnings());
    }
}
