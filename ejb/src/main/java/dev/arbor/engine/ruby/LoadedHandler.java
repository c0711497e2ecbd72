package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.nio.file.Path;
import org.jruby.RubyClass;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;

/**
 * The class of a handler, ready to be used (spec 4.4).
 *
 * @param apart whether the runtime is shared with others
 */
record LoadedHandler(HandlerRuntime runtime, RubyClass type, Path folder, boolean apart, HandlerFaults faults) {

    /** Makes one and executes it in the calling thread, which Ruby knows already. What it returns, as text. */
    String execute(ThreadContext context, String input) throws HandlerException {
        try {
            IRubyObject handler = type.callMethod(context, "new", runtime.text(input));
            IRubyObject result = handler.callMethod(context, "execute");
            return result.isNil() ? "" : RubyTexts.toJava(result);
        } catch (Throwable thrown) { // Ruby can throw anything, errors of the JVM included.
            throw faults.of(thrown);
        }
    }
}
