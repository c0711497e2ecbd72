package dev.arbor.engine.ruby;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jruby.embed.LocalContextScope;
import org.jruby.embed.LocalVariableBehavior;
import org.jruby.embed.ScriptingContainer;

/** Starts Ruby runtimes: UTF-8 throughout, the log for standard output, and no more of the environment than is said. */
public final class RubyStart {

    private RubyStart() {}

    /**
     * A runtime that has not begun.
     *
     * @param environment the variables that Ruby may see: others hold passwords of ours
     */
    public static ScriptingContainer container(PrintStream output, PrintStream error, Collection<String> environment) {
        ScriptingContainer container =
                new ScriptingContainer(LocalContextScope.SINGLETHREAD, LocalVariableBehavior.TRANSIENT);
        container.setClassLoader(ScriptingContainer.class.getClassLoader());
        Map<String, String> visible = new TreeMap<>(System.getenv());
        visible.keySet().retainAll(environment);
        container.setEnvironment(visible);
        container.setInput(new ByteArrayInputStream(new byte[0]));
        container.setOutput(output);
        container.setError(error);
        container.setNativeEnabled(false);
        var config = container.getProvider().getRubyInstanceConfig();
        config.setExternalEncoding("UTF-8");
        config.setInternalEncoding("UTF-8");
        config.setSourceEncoding("UTF-8");
        config.setDisableDidYouMean(true);
        config.setLoadGemfile(false);
        config.setHardExit(false);
        // The count is of all that were ever compiled, so that a limit would one day stop compilation for good.
        config.setJitMax(-1);
        return container;
    }

    /** What trees and handlers expect of any Ruby; to be evaluated once the libraries are loaded. */
    public static String compatibility() {
        return source(RubyStart.class, "compatibility.rb");
    }

    /** The text of a Ruby file beside a class. */
    public static String source(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ruby takes the thread that starts it for its main thread, for good; so that must not be one that does work. */
    public static <T> T booted(Callable<T> start) {
        FutureTask<T> boot = new FutureTask<>(start);
        Thread thread = new Thread(boot, "arbor-ruby-start");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return boot.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    throw new IllegalStateException("Expected Ruby to start, but it did not.", failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
