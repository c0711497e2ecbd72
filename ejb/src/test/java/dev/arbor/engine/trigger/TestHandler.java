package dev.arbor.engine.trigger;

import dev.arbor.engine.handler.OutsideHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that counts its calls; a test says what it gives, and may hold it back. */
final class TestHandler implements OutsideHandler {

    /** What a call gives. */
    interface Answer {
        Map<String, String> to(Call call) throws HandlerException;
    }

    private final String definitionId;
    private final boolean idempotent;
    private final Map<Long, AtomicInteger> callsByTask = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Answer answer;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TestHandler(String definitionId, boolean idempotent) {
        this.definitionId = definitionId;
        this.idempotent = idempotent;
        forget();
    }

    /** As new. */
    void forget() {
        gate.countDown();
        gate = new CountDownLatch(0);
        calls.set(0);
        callsByTask.clear();
        answer = call -> Map.of("output", call.parameters().getOrDefault("input", ""));
    }

    void answers(Answer value) {
        answer = value;
    }

    /** Calls are held back until {@link #open()}. */
    void close() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    int calls() {
        return calls.get();
    }

    Map<Long, AtomicInteger> callsByTask() {
        return callsByTask;
    }

    @Override
    public String definitionId() {
        return definitionId;
    }

    @Override
    public boolean idempotent() {
        return idempotent;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        CountDownLatch held = gate;
        calls.incrementAndGet();
        callsByTask.computeIfAbsent(call.taskId(), id -> new AtomicInteger()).incrementAndGet();
        try {
            if (!held.await(60, TimeUnit.SECONDS)) {
                throw new HandlerException("Timeout", "Nobody opened the gate.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HandlerException("Interrupted", "The server went away.", e);
        }
        return answer.to(call);
    }
}
