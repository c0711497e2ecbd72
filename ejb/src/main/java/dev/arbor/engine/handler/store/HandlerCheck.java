package dev.arbor.engine.handler.store;

import dev.arbor.engine.handler.zip.HandlerDefinition;
import dev.arbor.engine.handler.zip.HandlerZip;

/** Judges the Ruby of a package before it is kept; none of it is run. */
public interface HandlerCheck {

    /**
     * Judges a package.
     *
     * @throws dev.arbor.engine.api.Refusal INVALID ({@code invalid_handler}) with the file and line where there is no
     *     init.rb, where it does not define its class, or where a file is no valid Ruby
     */
    void check(HandlerDefinition definition, HandlerZip zip);
}
