package dev.arbor.engine.tree;

import dev.arbor.core.tree.RoutineInterface;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDocument;
import dev.arbor.core.tree.TreeStatus;
import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import dev.arbor.engine.api.Trees;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes trees (engine spec 2.5, 2.7 and 2.8). Every method runs in the caller's transaction and either does all or
 * refuses; new content is a new version, and no version is ever changed.
 */
@Dependent
class TreeEditor {

    private static final DateTimeFormatter COPY_STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final TreeStore store;
    private final Ids ids;
    private final InstantSource time;

    @Inject
    TreeEditor(TreeStore store, Ids ids, InstantSource time) {
        this.store = store;
        this.ids = ids;
        this.time = time;
    }

    /** A tree after a change, with the definition that its newest version has. */
    record Edited(TreeEntity tree, TreeDefinition definition, boolean created, List<String> warnings) {}

    Edited create(TreeFields fields, Caller caller) {
        TreeIdentity identity = TreeIdentity.ofNew(fields);
        TreeEntity tree = newRow(fields.guid(), caller);
        identity.putInto(tree);
        requireCategories(fields);
        TreeDetails.put(fields, tree);
        TreeContent.Supplied content =
                TreeContent.supplied(fields).orElseGet(() -> new TreeContent.Supplied(TreeContent.stub(), ""));
        takeDetails(fields, content, tree);
        return add(tree, withInterface(content.definition(), Optional.empty(), fields, tree));
    }

    Edited update(long id, TreeFields fields, Caller caller) {
        TreeEntity tree = store.lock(id).orElseThrow(() -> Refusal.notFound("Unable to retrieve the tree " + id + "."));
        requireFresh(tree, fields);
        Optional<String> oldDefinitionId = Optional.ofNullable(tree.definitionId);
        TreeIdentity.ofChanged(tree, fields).putInto(tree);
        requireCategories(fields);
        TreeDetails.put(fields, tree);
        requireSource(tree.sourceName);
        store.requireUnique(tree);

        TreeDefinition current = currentDefinition(tree);
        Optional<TreeContent.Supplied> supplied = TreeContent.supplied(fields);
        boolean contentChanges = supplied.isPresent()
                || fields.inputs().isPresent()
                || fields.outputs().isPresent()
                || !oldDefinitionId.equals(Optional.ofNullable(tree.definitionId));
        if (!contentChanges) {
            touch(tree, caller);
            return new Edited(tree, current, false, List.of());
        }
        supplied.ifPresent(content -> takeDetails(fields, content, tree));
        TreeDefinition graph = supplied.map(TreeContent.Supplied::definition).orElse(current);
        return addVersion(tree, withInterface(graph, current.routine(), fields, tree), caller);
    }

    Edited importDocument(TreeDocument document, Optional<Long> existing, boolean force, Caller caller) {
        TreeFields fields = fieldsOf(document);
        if (existing.isEmpty()) {
            TreeEntity tree = newRow(Optional.empty(), caller);
            TreeIdentity.ofNew(fields).putInto(tree);
            TreeDetails.put(fields, tree);
            return add(tree, withInterface(document.definition(), Optional.empty(), fields, tree));
        }
        TreeEntity tree = store.lock(existing.get()).orElseThrow();
        if (!force) {
            throw Refusal.invalid(
                    "uniqueness_violation",
                    "Expected the title '" + tree.title() + "' to be free, but there is such a tree; import it with"
                            + " force to replace its content.");
        }
        TreeIdentity.ofChanged(tree, fields).putInto(tree);
        TreeDetails.put(fields, tree);
        store.requireUnique(tree);
        return addVersion(tree, withInterface(document.definition(), Optional.empty(), fields, tree), caller);
    }

    Edited copy(long id, Trees.CopyAs as, Caller caller) {
        TreeEntity original = store.read(id).orElseThrow();
        TreeFields fields = TreeFields.builder()
                .sourceName(as.sourceName().orElse(original.sourceName))
                .sourceGroup(as.sourceGroup().orElse(original.sourceGroup))
                .name(as.name().orElse(original.name))
                .type(original.type.label())
                .status(original.status.label())
                .notes(original.notes)
                .ownerEmail(original.ownerEmail)
                .categories(TreeDetails.categories(original))
                .definitionId(
                        original.definitionId == null
                                ? null
                                : as.definitionId()
                                        .orElseGet(
                                                () -> original.definitionId + "_" + COPY_STAMP.format(time.instant())))
                .build();
        TreeEntity copy = newRow(Optional.empty(), caller);
        TreeIdentity.ofNew(fields).putInto(copy);
        TreeDetails.put(fields, copy);
        return add(copy, currentDefinition(original));
    }

    TreeEntity delete(long id, Caller caller) {
        TreeEntity tree = store.lock(id).orElseThrow();
        tree.deletedId = tree.id;
        touch(tree, caller);
        return tree;
    }

    Edited restore(long id, Caller caller) {
        TreeEntity tree = store.lock(id).orElseThrow();
        requireSource(tree.sourceName);
        store.requireUnique(tree);
        tree.deletedId = 0;
        touch(tree, caller);
        store.flush(tree);
        return new Edited(tree, currentDefinition(tree), false, List.of());
    }

    private Edited add(TreeEntity tree, TreeDefinition definition) {
        requireSource(tree.sourceName);
        store.requireUnique(tree);
        List<String> warnings = TreeProblems.check(definition);
        store.add(tree, definition);
        return new Edited(tree, definition, true, warnings);
    }

    private Edited addVersion(TreeEntity tree, TreeDefinition definition, Caller caller) {
        List<String> warnings = TreeProblems.check(definition);
        tree.version++;
        touch(tree, caller);
        store.flush(tree);
        store.addVersion(tree, definition, tree.updatedAt, caller.username());
        return new Edited(tree, definition, false, warnings);
    }

    private TreeDefinition currentDefinition(TreeEntity tree) {
        return store.definition(tree.id, tree.version)
                .orElseThrow(() -> new IllegalStateException("Expected version " + tree.version + " of the tree '"
                        + tree.title() + "', but there is no such version."));
    }

    private TreeEntity newRow(Optional<String> guid, Caller caller) {
        TreeEntity tree = new TreeEntity();
        Instant now = time.instant();
        tree.id = ids.next(Sequence.TREE);
        tree.guid = guid.orElseGet(() -> UUID.randomUUID().toString());
        tree.status = TreeStatus.ACTIVE;
        tree.categories = "[]";
        tree.createdAt = now;
        tree.createdBy = caller.username();
        tree.updatedAt = now;
        tree.updatedBy = caller.username();
        return tree;
    }

    private void touch(TreeEntity tree, Caller caller) {
        tree.updatedAt = time.instant();
        tree.updatedBy = caller.username();
    }

    private void requireSource(String name) {
        if (!store.hasSource(name)) {
            throw Refusal.invalid("missing_source", "Expected a source '" + name + "', but there is no such source.");
        }
    }

    private void requireCategories(TreeFields fields) {
        List<String> unknown = store.unknownCategories(fields.categories().orElse(List.of()));
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(
                    "unknown_category",
                    "Expected categories that are there, but there is no category '" + unknown.get(0) + "' to be in.");
        }
    }

    private static void requireFresh(TreeEntity tree, TreeFields fields) {
        if (fields.versionId().isPresent() && fields.versionId().get() != tree.version) {
            throw Refusal.invalid(
                    "stale_record",
                    "Expected versionId " + tree.version + " of the tree '" + tree.title() + "', but got "
                            + fields.versionId().get() + ": somebody else has changed it.");
        }
    }

    /** Notes and owner that come inside the content count unless the request has some of its own. */
    private static void takeDetails(TreeFields fields, TreeContent.Supplied content, TreeEntity tree) {
        TreeFields.Builder inside = TreeFields.builder();
        if (fields.notes().isEmpty() && !content.definition().notes().isBlank()) {
            inside.notes(content.definition().notes());
        }
        if (fields.ownerEmail().isEmpty() && !content.ownerEmail().isBlank()) {
            inside.ownerEmail(content.ownerEmail());
        }
        TreeDetails.put(inside.build(), tree);
    }

    /** A routine always has an interface and a tree never; a builder that leaves it out does not mean to remove it. */
    private static TreeDefinition withInterface(
            TreeDefinition content, Optional<RoutineInterface> known, TreeFields fields, TreeEntity tree) {
        if (!tree.type.isRoutine()) {
            return TreeContent.withRoutine(content, Optional.empty());
        }
        RoutineInterface base = content.routine().or(() -> known).orElseGet(TreeContent::emptyInterface);
        return TreeContent.withRoutine(content, Optional.of(TreeContent.changed(base, fields)));
    }

    private static TreeFields fieldsOf(TreeDocument document) {
        Optional<String> definitionId = Optional.of(document.definitionId())
                .filter(id -> !id.isBlank())
                .or(() -> document.definition()
                        .routine()
                        .map(RoutineInterface::id)
                        .filter(id -> !id.isBlank()));
        return TreeFields.builder()
                .sourceName(document.sourceName())
                .sourceGroup(document.sourceGroup())
                .name(document.definition().name())
                .type(document.type().label())
                .status(document.status().label())
                .notes(document.definition().notes())
                .definitionId(document.type() == TreeType.TREE ? null : definitionId.orElse(null))
                .build();
    }
}
