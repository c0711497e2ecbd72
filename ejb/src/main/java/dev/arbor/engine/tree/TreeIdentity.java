package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeType;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a tree is called and of which kind it is (engine spec 1.1 and 2.6).
 *
 * @param definitionId exactly for routines
 */
record TreeIdentity(String sourceName, String sourceGroup, String name, TreeType type, Optional<String> definitionId) {

    /** The pseudo-source, and group, of global routines. */
    static final String GLOBAL = "-";

    static TreeIdentity ofNew(TreeFields fields) {
        boolean looksLikeRoutine =
                fields.definitionId().filter(id -> !id.isBlank()).isPresent()
                        || fields.inputs().isPresent()
                        || fields.outputs().isPresent();
        boolean global = fields.sourceName().map(GLOBAL::equals).orElse(true);
        TreeType type = fields.type()
                .map(TreeIdentity::type)
                .orElseGet(() ->
                        !looksLikeRoutine ? TreeType.TREE : global ? TreeType.GLOBAL_ROUTINE : TreeType.LOCAL_ROUTINE);
        Optional<String> place = type == TreeType.GLOBAL_ROUTINE ? Optional.of(GLOBAL) : Optional.empty();
        String name = required("name", fields.name(), 255);
        return new TreeIdentity(
                required("sourceName", fields.sourceName().or(() -> place), 255),
                required("sourceGroup", fields.sourceGroup().or(() -> place), 1024),
                name,
                type,
                definitionId(type, fields.definitionId(), name));
    }

    static TreeIdentity ofChanged(TreeEntity tree, TreeFields fields) {
        TreeType type = fields.type().map(TreeIdentity::type).orElse(tree.type);
        String name = required("name", fields.name().or(() -> Optional.of(tree.name)), 255);
        return new TreeIdentity(
                required("sourceName", fields.sourceName().or(() -> Optional.of(tree.sourceName)), 255),
                required("sourceGroup", fields.sourceGroup().or(() -> Optional.of(tree.sourceGroup)), 1024),
                name,
                type,
                definitionId(type, fields.definitionId().or(() -> Optional.ofNullable(tree.definitionId)), name));
    }

    void putInto(TreeEntity tree) {
        tree.sourceName = sourceName;
        tree.sourceGroup = sourceGroup;
        tree.name = name;
        tree.type = type;
        tree.definitionId = definitionId.orElse(null);
    }

    private static TreeType type(String word) {
        return Arrays.stream(TreeType.values())
                .filter(type -> type.label().equalsIgnoreCase(word.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid_value",
                        "Expected a type of tree ("
                                + Arrays.stream(TreeType.values())
                                        .map(TreeType::label)
                                        .collect(Collectors.joining(", "))
                                + "), but got '" + word + "'."));
    }

    /** A routine that was given none is called after its name. */
    private static Optional<String> definitionId(TreeType type, Optional<String> given, String name) {
        if (!type.isRoutine()) {
            return Optional.empty();
        }
        String id = given.filter(text -> !text.isBlank())
                .orElseGet(
                        () -> "routine_" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_") + "_v1");
        return Optional.of(required("definitionId", Optional.of(id), 255));
    }

    private static String required(String field, Optional<String> value, int length) {
        return TreeDetails.text(
                field,
                value.filter(text -> !text.isBlank())
                        .orElseThrow(() -> Refusal.invalid(
                                "invalid_value", "Expected a " + field + " for the tree, but there is none.")),
                length);
    }
}
