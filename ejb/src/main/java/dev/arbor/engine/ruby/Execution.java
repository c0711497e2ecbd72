package dev.arbor.engine.ruby;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jruby.RubyThread;

/**
 * One execution in a thread of its own, so that whoever waits for it is free at the deadline, whatever it does. At the
 * deadline it is killed in the way Ruby kills a thread, again and again for a while, since an {@code ensure} may run on.
 */
final class Execution {

    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final long AGAIN_MILLIS = 50;
    private static final int STACK = 40;

    /** What is executed; it says by {@link #enter} which Ruby threads it becomes. */
    interface Work {
        String run(Execution execution) throws HandlerException, InterruptedException;
    }

    private final String handler;
    private final Duration deadline;
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private RubyThread ruby;
    private boolean ended;

    Execution(String handler, Duration deadline) {
        this.handler = handler;
        this.deadline = deadline;
    }

    /** The executing thread is about to run Ruby as this thread. */
    synchronized void enter(RubyThread thread) {
        ruby = thread;
    }

    /** It runs Ruby no more; no signal is sent after this. */
    synchronized void exit() {
        ruby = null;
    }

    /** Executes and waits, no longer than the deadline and a little. */
    String run(ThreadFactory threads, Work work) throws HandlerException {
        Thread thread = threads.newThread(() -> execute(work));
        thread.setName("arbor-handler-" + handler);
        thread.start();
        try {
            return result.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HandlerException failed
                    ? failed
                    : new HandlerException(
                            e.getCause().getClass().getName(), e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            stop(thread);
            throw new HandlerException(
                    "Arbor::DeadlineExceeded",
                    "Expected the handler to end within " + deadline + ", but it was still running.",
                    null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(thread);
            throw new HandlerException("Interrupted", "The server stopped while the handler was running.", null);
        }
    }

    private void execute(Work work) {
        HandlerOutput.begin(handler);
        try {
            result.complete(work.run(this));
        } catch (Throwable thrown) { // The one who waits judges it.
            result.completeExceptionally(thrown);
        } finally {
            HandlerOutput.end();
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private void stop(Thread thread) {
        long until = System.nanoTime() + GRACE.toNanos();
        try {
            while (System.nanoTime() < until) {
                kill(thread);
                synchronized (this) {
                    if (!ended) {
                        wait(AGAIN_MILLIS);
                    }
                    if (ended) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception where = new Exception("Stack of thread '" + thread.getName() + "'");
        StackTraceElement[] stack = thread.getStackTrace();
        where.setStackTrace(Arrays.copyOf(stack, Math.min(stack.length, STACK)));
        LOG.errorf(where, "Expected the handler %s to end at its deadline, but it cannot be stopped.", handler);
    }

    private synchronized void kill(Thread thread) {
        if (ended) {
            return;
        }
        if (ruby != null) {
            ruby.dieFromFinalizer(); // Unlike kill, this needs no Ruby context in our thread.
        }
        thread.interrupt();
    }
}
