package dev.arbor.durability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.arbor.server.Await;
import dev.arbor.server.TaskApi;
import dev.arbor.server.TaskApi.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that start runs and complete their deferred tasks, and remember what the server has acknowledged. A client that
 * gets no answer asks again with the same Idempotency-Key, as clients should, until it has one.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;

    /** Somebody wants a run; {@code key} is its own. */
    record Order(String key, Kind kind) {}

    /** Somebody wants to complete the deferred task of a run; {@code again} when an earlier try got no answer. */
    private record Completion(String key, long runId, boolean again) {}

    private final TaskApi api;
    private final String name;
    private final AtomicInteger ordered = new AtomicInteger();
    private final AtomicInteger allowed = new AtomicInteger();
    private final Queue<Order> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ordering = true;

    /** {@code name} is the group of the trees, which must be there. */
    Load(TaskApi api, String name) {
        this.api = api;
        this.name = name;
        for (int i = 0; i < CLIENTS; i++) {
            Thread thread = new Thread(this::work, "client " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Orders that many runs more, as fast as they are acknowledged. */
    void order(int more) {
        allowed.addAndGet(more);
    }

    /** Returns when that many runs are acknowledged. */
    void awaitAcknowledged(int runs) {
        Await.until(runs + " runs are acknowledged", () -> acknowledged.size() >= runs);
    }

    /** Orders no more, and returns when all that was ordered is acknowledged. */
    void finish() {
        ordering = false;
        Await.until("every client has its answers", Duration.ofSeconds(180), () -> threads.stream()
                .noneMatch(Thread::isAlive));
    }

    String name() {
        return name;
    }

    /** The runs by the key that they were started with. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    Map<String, Order> orders() {
        return orders;
    }

    /** Answers that should not have been. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** How often a client got no answer. */
    int retries() {
        return retries.get();
    }

    @Override
    public void close() {
        ordering = false;
        threads.forEach(Thread::interrupt);
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            Order order = next();
            if (order != null) {
                start(order);
            }
            Completion completion = completions.poll();
            if (completion != null) {
                complete(completion);
            }
            if (order == null && completion == null) {
                if (!ordering) {
                    return;
                }
                Await.pause(Duration.ofMillis(20));
            }
        }
    }

    private Order next() {
        Order again = unanswered.poll();
        if (again != null || !ordering) {
            return again;
        }
        int number = ordered.getAndIncrement();
        if (number >= allowed.get()) {
            ordered.decrementAndGet();
            return null;
        }
        Order order = new Order(name + "-" + number, Kind.values()[number % Kind.values().length]);
        orders.put(order.key(), order);
        return order;
    }

    private void start(Order order) {
        Answer answer;
        try {
            answer = api.trySend(
                    "POST",
                    TaskApi.startOf("Adhoc", name, order.kind().name()),
                    BodyPublishers.ofString("{\"key\":\"" + order.key() + "\"}"),
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    order.key());
        } catch (IOException e) {
            answer = null;
        }
        if (answer == null || isAway(answer)) {
            unanswered.add(order);
            rest();
        } else if (answer.status() == 200) {
            long id = answer.json().get("runId").asLong();
            acknowledged.put(order.key(), id);
            if (order.kind() == Kind.DEFER) {
                completions.add(new Completion(order.key(), id, false));
            }
        } else {
            problems.add(order + ": " + answer);
        }
    }

    private void complete(Completion completion) {
        boolean sent = completion.again();
        try {
            String token = token(completion.runId());
            if (!token.isEmpty()) {
                sent = true;
                Answer answer = api.trySend(
                        "POST",
                        "/runs/task/" + token,
                        BodyPublishers.ofString("{\"results\":{\"by\":\"" + completion.key() + "\"}}"),
                        "Content-Type",
                        "application/json");
                if (!isAway(answer)) {
                    // A try without an answer may have been carried out; then the next one is refused.
                    if (answer.status() != 200 && !completion.again()) {
                        problems.add(completion + ": " + answer);
                    }
                    return;
                }
            }
        } catch (IOException e) {
            rest();
        }
        completions.add(new Completion(completion.key(), completion.runId(), sent));
    }

    /** The token of the deferred task; empty while the run has not come to it. */
    private String token(long runId) throws IOException {
        Answer answer = api.trySend("GET", "/runs/" + runId + "/tasks", BodyPublishers.noBody());
        if (isAway(answer)) {
            throw new IOException(answer.text());
        }
        for (JsonNode task : answer.ok().get("tasks")) {
            if (task.get("nodeId").asText().equals("defer")
                    && !task.get("status").asText().equals("New")) {
                return task.get("token").asText();
            }
        }
        return "";
    }

    /** A server that starts answers for a moment before the application is there; what the application says is JSON. */
    private static boolean isAway(Answer answer) {
        return answer.status() >= 500
                || answer.header("Content-Type")
                        .filter(type -> type.startsWith("application/json"))
                        .isEmpty();
    }

    private void rest() {
        retries.incrementAndGet();
        Await.pause(Duration.ofMillis(100));
    }
}
