package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.handler.zip.HandlerDefinition;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jruby.Ruby;
import org.jruby.RubyClass;
import org.jruby.RubyModule;
import org.jruby.RubyString;
import org.jruby.RubyThread;
import org.jruby.embed.ScriptingContainer;
import org.jruby.runtime.ThreadContext;
import org.jruby.runtime.builtin.IRubyObject;

/** A Ruby runtime with everything that handlers expect. Safe for any number of threads. */
final class HandlerRuntime implements AutoCloseable {

    /** What handlers may see of the environment: where to find things, and how to get out. */
    private static final List<String> ENVIRONMENT = List.of(
            "PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "PWD", "TMPDIR", "http_proxy", "https_proxy", "no_proxy");

    private final ScriptingContainer container;
    private final Ruby ruby;

    private HandlerRuntime() {
        container = RubyStart.container(HandlerOutput.stream(), HandlerOutput.stream(), ENVIRONMENT);
        container.runScriptlet(RubyStart.source(HandlerRuntime.class, "handlers.rb"));
        container.runScriptlet(RubyStart.compatibility());
        ruby = container.getProvider().getRuntime();
    }

    /** Starts one, which takes a second or more. */
    static HandlerRuntime start() {
        return RubyStart.booted(HandlerRuntime::new);
    }

    Ruby ruby() {
        return ruby;
    }

    /**
     * Loads a handler; its code runs in the calling thread.
     *
     * @param apart whether its classes go into a module of their own
     */
    LoadedHandler load(HandlerDefinition definition, Path folder, boolean apart) throws HandlerException {
        HandlerFaults faults = new HandlerFaults(ruby, definition.definitionId(), folder.toString());
        String init = folder.resolve("handler").resolve("init.rb").toString();
        ThreadContext context = ruby.getCurrentContext();
        try {
            RubyModule space = ruby.getObject();
            if (apart) {
                space = (RubyModule) arbor().callMethod(context, "load_apart", text(init));
            } else {
                ruby.getTopSelf().callMethod(context, "load", text(init));
            }
            String name = definition.rubyClass();
            IRubyObject type = space.hasConstant(name) ? space.getConstant(name) : ruby.getNil();
            if (!(type instanceof RubyClass found)) {
                throw new HandlerException(
                        "NameError",
                        "Expected init.rb of the handler '" + definition.definitionId() + "' to define the class '"
                                + name + "', but it does not.",
                        null);
            }
            return new LoadedHandler(this, found, folder, apart, faults);
        } catch (Throwable thrown) { // Ruby can throw anything, errors of the JVM included.
            throw faults.of(thrown);
        }
    }

    /** Takes what was required from a folder out of the lists that Ruby keeps. */
    void forget(Path folder) {
        ThreadContext context = ruby.getCurrentContext();
        try {
            arbor().callMethod(context, "forget", text(folder.toString()));
        } finally {
            leave(context);
        }
    }

    /** Whether threads that handlers have started still run. */
    boolean hasThreads() {
        RubyThread main = ruby.getThreadService().getMainThread();
        return Arrays.stream(ruby.getThreadService().getActiveRubyThreads())
                .anyMatch(thread -> thread != main && !thread.isAdopted() && thread.isAlive());
    }

    /** The Ruby state of this thread goes; whatever an execution left in it goes with it. */
    void leave(ThreadContext context) {
        ruby.getThreadService().unregisterCurrentThread(context);
    }

    RubyString text(String text) {
        return RubyString.newString(ruby, text);
    }

    private IRubyObject arbor() {
        return ruby.getModule("Arbor");
    }

    @Override
    public void close() {
        container.terminate();
    }
}
