package dev.arbor.core.tree.validation;

import dev.arbor.core.tree.TreeDefinition;

/**
 * Checks a tree before it is stored (engine spec 2.5 and 8.1).
 *
 * <p>Takes time and memory in proportion to the size of the tree, whatever its shape.
 */
public final class TreeValidator {

    private TreeValidator() {}

    /** Checks every {@link Rule}. */
    public static TreeValidation validate(TreeDefinition tree) {
        Findings findings = new Findings();
        NodeRules.check(tree, findings);
        TextRules.check(tree, findings);
        StartRules.check(tree, findings);
        ConnectorRules.check(tree, findings);
        CycleRule.check(tree, findings);
        return findings.validation();
    }
}
