package dev.arbor.core.tree.validation;

import dev.arbor.core.tree.Connector;
import java.util.Optional;

/**
 * A rule that a tree breaks.
 *
 * @param rule the rule
 * @param nodeId the node it is about, if it is about one
 * @param parameterId the parameter of that node, or the input of the routine, if it is about one
 * @param connector the connector, if it is about one
 * @param sentence for the person who made the tree; names all of these
 */
public record Problem(
        Rule rule,
        Optional<String> nodeId,
        Optional<String> parameterId,
        Optional<Connector> connector,
        String sentence) {}
