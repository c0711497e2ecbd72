package dev.arbor.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Some callers that do the same for a time, each as often as it can, or all of them at one pace. */
final class Callers {

    private final int callers;
    private final AtomicInteger numbers = new AtomicInteger();

    /** What is done, with a number of its own. */
    @FunctionalInterface
    interface Task {
        void once(int number) throws Exception;
    }

    /**
     * How it went.
     *
     * @param perSecond how many were done in a second
     * @param millis how long each took, the shortest first
     */
    record Round(double perSecond, double[] millis) {

        /** A percentile. */
        double millis(int percent) {
            return millis[Math.min(millis.length - 1, millis.length * percent / 100)];
        }
    }

    Callers(int callers) {
        this.callers = callers;
    }

    /**
     * Calls for a time.
     *
     * @param perSecond the pace of all callers together; 0 for as often as they can
     */
    Round round(double seconds, double perSecond, Task task) throws Exception {
        CountDownLatch done = new CountDownLatch(callers);
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Double> all = new ArrayList<>();
        AtomicInteger slots = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + (long) (seconds * 1e9);
        for (int caller = 0; caller < callers; caller++) {
            Thread thread = new Thread(() -> {
                List<Double> own = new ArrayList<>();
                try {
                    while (System.nanoTime() < end) {
                        if (perSecond > 0) {
                            awaitSlot(begun + (long) (slots.getAndIncrement() * 1e9 / perSecond));
                        }
                        long from = System.nanoTime();
                        task.once(numbers.getAndIncrement());
                        own.add((System.nanoTime() - from) / 1e6);
                    }
                } catch (Exception e) {
                    failure.set(e);
                } finally {
                    synchronized (all) {
                        all.addAll(own);
                    }
                    done.countDown();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        done.await();
        if (failure.get() != null) {
            throw failure.get();
        }
        double[] millis = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(millis);
        return new Round(millis.length * 1e9 / (System.nanoTime() - begun), millis);
    }

    private static void awaitSlot(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
