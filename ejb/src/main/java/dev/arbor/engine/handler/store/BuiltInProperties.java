package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.zip.DefinitionReader;
import dev.arbor.engine.handler.zip.HandlerDefinition.Property;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads properties of built-in handlers from where those of imported ones are. */
@ApplicationScoped
public class BuiltInProperties implements HandlerProperties {

    private final HandlerCatalog catalog;

    /** For the container's proxy. */
    protected BuiltInProperties() {
        this(null);
    }

    @Inject
    public BuiltInProperties(HandlerCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Map<String, String> of(BuiltInHandler handler) throws HandlerException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Property property : DefinitionReader.read(
                        handler.declaration().nodeXml(), handler.declaration().infoXml())
                .properties()) {
            values.put(property.name(), property.defaultValue());
        }
        try {
            // What an import has put there meanwhile, and this handler does not know, is none of its business.
            catalog.find(handler.definitionId())
                    .ifPresent(
                            row -> values.replaceAll((name, value) -> row.info().getOrDefault(name, value)));
        } catch (HandlerCatalog.UnreadableException e) {
            throw new HandlerException("unreadable_property", e.getMessage(), e);
        }
        return values;
    }
}
