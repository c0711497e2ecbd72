package dev.arbor.engine.handler;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.util.Map;

/** What administrators have set of built-in handlers. */
public interface HandlerProperties {

    /**
     * The values of all properties that a handler declares, secrets included; what nobody has set is as declared. Not to be
     * called within a transaction.
     *
     * @throws HandlerException when a secret cannot be opened
     */
    Map<String, String> of(BuiltInHandler handler) throws HandlerException;
}
