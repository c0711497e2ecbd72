package dev.arbor.engine.ruby;

import dev.arbor.engine.expression.Expressions;
import dev.arbor.engine.handler.ImportedHandlers;
import dev.arbor.engine.handler.OutsideHandler;
import dev.arbor.engine.handler.store.HandlerCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds imported handlers for the engine. */
@ApplicationScoped
public class ImportedRubyHandlers implements ImportedHandlers {

    private final HandlerCatalog catalog;
    private final Expressions expressions;
    private final RubyHandlers ruby;

    /** For the container's proxy. */
    protected ImportedRubyHandlers() {
        this(null, null, null);
    }

    @Inject
    public ImportedRubyHandlers(HandlerCatalog catalog, Expressions expressions, RubyHandlers ruby) {
        this.catalog = catalog;
        this.expressions = expressions;
        this.ruby = ruby;
    }

    @Override
    public Optional<OutsideHandler> find(String definitionId) {
        return catalog.has(definitionId)
                ? Optional.of(new ImportedRubyHandler(definitionId, catalog, expressions, ruby))
                : Optional.empty();
    }
}
