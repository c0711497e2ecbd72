package dev.arbor.web.policy;

import dev.arbor.engine.api.Deferrals;
import dev.arbor.engine.api.Refusal;
import dev.arbor.engine.api.TreeRef;
import dev.arbor.engine.api.Trees;
import dev.arbor.platform.api.PolicyGate;
import dev.arbor.web.Callers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether the request in hand may start runs of a source, or act on its trees. Where no source has rules it costs nothing
 * to ask: which source a tree or a token belongs to is looked up only when it matters.
 */
@RequestScoped
public class SourceAccess {

    private static final String SEPARATOR = " :: ";

    @Inject
    private PolicyGate gate;

    @Inject
    private TaskRequests requests;

    @Inject
    private Trees trees;

    @Inject
    private Deferrals deferrals;

    @Inject
    private HttpServletRequest request;

    /** Goes on only if the request may start runs of a source, or bring them news. */
    public void start(String source) {
        start(() -> Optional.of(source));
    }

    /** The same of the source of a tree; a tree that is not there is for others to refuse. */
    public void start(TreeRef tree) {
        start(() -> sourceOf(tree));
    }

    /** The same of the source of a deferred task; a token that is unknown is for others to refuse. */
    public void startOfToken(String token) {
        start(() -> deferrals.sourceOf(token));
    }

    private void start(Supplier<Optional<String>> source) {
        boolean unknown = requests.current().account().isEmpty();
        if (!unknown && !gate.minds()) {
            return;
        }
        Optional<String> found = source.get();
        if (found.isPresent()) {
            gate.start(found.get(), requests.current());
        } else if (unknown) {
            throw Refusal.of(
                    Refusal.Reason.FORBIDDEN,
                    "policy_denied",
                    "Expected a tree or a deferred task of a source whose policy rules accept the signature.");
        }
        if (unknown) {
            request.setAttribute(Callers.SIGNER, "access key " + requests.signer());
        }
    }

    /** Goes on only if the request may act on trees of a source. */
    public void act(String source) {
        if (gate.minds()) {
            gate.act(source, requests.current());
        }
    }

    /** The same of the source that an exported tree says it belongs to. */
    public void actOnExport(String xml) {
        if (gate.minds()) {
            gate.act(trees.sourceOf(xml), requests.current());
        }
    }

    /** The same of the source of a tree, which may be deleted; a tree that is not there is for others to refuse. */
    public void actOnTree(String title) {
        if (gate.minds()) {
            found(() -> trees.find(title, OptionalInt.empty(), Set.of()).sourceName())
                    .or(() -> Optional.of(title)
                            .filter(each -> each.contains(SEPARATOR))
                            .map(each -> each.substring(0, each.indexOf(SEPARATOR))))
                    .ifPresent(source -> gate.act(source, requests.current()));
        }
    }

    private Optional<String> sourceOf(TreeRef tree) {
        if (tree instanceof TreeRef.Triple triple) {
            return Optional.of(triple.sourceName());
        }
        return found(() -> tree instanceof TreeRef.Guid guid
                ? trees.findByGuid(guid.guid(), Set.of()).sourceName()
                : trees.find(((TreeRef.Definition) tree).definitionId(), OptionalInt.empty(), Set.of())
                        .sourceName());
    }

    private static Optional<String> found(Supplier<String> source) {
        try {
            return Optional.of(source.get());
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
