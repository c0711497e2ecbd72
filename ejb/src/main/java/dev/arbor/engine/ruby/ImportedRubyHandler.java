package dev.arbor.engine.ruby;

import dev.arbor.engine.expression.ExpressionException;
import dev.arbor.engine.expression.Expressions;
import dev.arbor.engine.handler.OutsideHandler;
import dev.arbor.engine.handler.store.HandlerCatalog;
import dev.arbor.engine.handler.store.InstalledHandler;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.result.ResultXml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A handler that was imported: performed with the version and the properties that it has at the time (spec 3.6, 4.4). */
final class ImportedRubyHandler implements OutsideHandler {

    private static final Logger LOG = Logger.getLogger(ImportedRubyHandler.class);

    /** Versions may change between looking and loading; more often than this in a row nobody imports. */
    private static final int TRIES = 5;

    private final String definitionId;
    private final HandlerCatalog catalog;
    private final Expressions expressions;
    private final RubyHandlers ruby;

    ImportedRubyHandler(String definitionId, HandlerCatalog catalog, Expressions expressions, RubyHandlers ruby) {
        this.definitionId = definitionId;
        this.catalog = catalog;
        this.expressions = expressions;
        this.ruby = ruby;
    }

    @Override
    public String definitionId() {
        return definitionId;
    }

    /** Nobody knows what a handler does: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        for (int i = 0; i < TRIES; i++) {
            InstalledHandler handler = installed();
            Optional<String> output = ruby.execute(handler, input(handler, call));
            if (output.isPresent()) {
                return results(handler.definition(), output.get());
            }
        }
        throw new HandlerException(
                "missing_package",
                "Expected the package of the handler '" + definitionId + "', but it is not there.",
                null);
    }

    private InstalledHandler installed() throws HandlerException {
        try {
            return catalog.find(definitionId)
                    .orElseThrow(() -> new HandlerException(
                            "missing_handler",
                            "Expected the handler '" + definitionId + "', but it was removed meanwhile.",
                            null));
        } catch (HandlerCatalog.UnreadableException e) {
            throw new HandlerException("unreadable_property", e.getMessage(), e);
        }
    }

    /** The template of the handler, filled in. Parameters that it declares and the node has not are their defaults. */
    private String input(InstalledHandler handler, Call call) throws HandlerException {
        Map<String, String> parameters =
                new LinkedHashMap<>(handler.definition().defaults());
        parameters.putAll(call.parameters());
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("Id", call.taskId());
        task.put("Deferral Token", call.deferralToken().isEmpty() ? null : call.deferralToken());
        task.put("Task Definition Id", definitionId);
        Map<String, Object> variables = Map.of("info", handler.info(), "parameters", parameters, "task", task);
        try {
            return expressions.renderXml(handler.definition().template(), variables::get);
        } catch (ExpressionException e) {
            throw new HandlerException(
                    e.rubyClass(), "The <handler> of node.xml could not be evaluated: " + e.getMessage(), e);
        }
    }

    /** What it declares and does not give is empty: expressions may read it (spec 8.9). */
    private Map<String, String> results(HandlerDefinition definition, String output) {
        Optional<Map<String, String>> read = ResultXml.read(output.replace('\0', '\uFFFD'));
        if (read.isEmpty()) {
            LOG.warnf("The handler %s returned a text that is no <results>; its task gets none.", definitionId);
        }
        Map<String, String> results = new LinkedHashMap<>();
        definition.results().forEach(declared -> results.put(declared.name(), ""));
        results.putAll(read.orElse(Map.of()));
        return results;
    }
}
