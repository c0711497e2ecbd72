package dev.arbor.engine.tree;

import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.validation.Problem;
import dev.arbor.core.tree.validation.TreeValidation;
import dev.arbor.core.tree.validation.TreeValidator;
import dev.arbor.engine.api.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** What happens with what the validator finds: errors refuse the tree, warnings go back to who stored it. */
final class TreeProblems {

    /** A broken generator can break every node; the first few say enough. */
    private static final int TOLD_AT_ONCE = 10;

    private TreeProblems() {}

    /**
     * The warnings about a definition.
     *
     * @throws Refusal {@code invalid_tree} when it has errors
     */
    static List<String> check(TreeDefinition tree) {
        TreeValidation validation = TreeValidator.validate(tree);
        if (!validation.isAcceptable()) {
            List<Problem> errors = validation.errors();
            String told =
                    errors.stream().limit(TOLD_AT_ONCE).map(Problem::sentence).collect(Collectors.joining(" "));
            int untold = errors.size() - TOLD_AT_ONCE;
            throw Refusal.invalid("invalid_tree", untold > 0 ? told + " And " + untold + " more." : told);
        }
        return validation.warnings().stream().map(Problem::sentence).toList();
    }
}
