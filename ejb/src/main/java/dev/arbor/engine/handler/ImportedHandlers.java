package dev.arbor.engine.handler;

import java.util.Optional;

/** Handlers that were imported and not deployed; which there are may change at any time. */
public interface ImportedHandlers {

    /** None at all. */
    ImportedHandlers NONE = definitionId -> Optional.empty();

    /** The handler of a definition; asked in the transaction of a walk. */
    Optional<OutsideHandler> find(String definitionId);
}
