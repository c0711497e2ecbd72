package dev.arbor.engine.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** What this server has done since it started. */
@ApplicationScoped
public class EngineStatistics {

    private final LongAdder triggers = new LongAdder();
    private final LongAdder nodes = new LongAdder();
    private final LongAdder outside = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final Turns turns = new Turns(System::nanoTime);

    /** Triggers were processed. */
    public void processed(int count) {
        triggers.add(count);
    }

    /** A node was performed. */
    public void performed() {
        nodes.increment();
    }

    /** A node went outside. */
    public void departed() {
        outside.increment();
    }

    /** An error was raised. */
    public void failed() {
        errors.increment();
    }

    /** Runs were started. */
    public void started(int count) {
        runs.add(count);
    }

    /** A worker took up work or laid it down. */
    public void worker(boolean working) {
        busy.add(working ? 1 : -1);
    }

    /** How many triggers were processed. */
    public long triggers() {
        return triggers.sum();
    }

    /** How many nodes were performed. */
    public long nodes() {
        return nodes.sum();
    }

    /** How many nodes went outside. */
    public long outside() {
        return outside.sum();
    }

    /** How many errors were raised. */
    public long errors() {
        return errors.sum();
    }

    /** How many runs were started here. */
    public long runs() {
        return runs.sum();
    }

    /** How many workers are at work right now. */
    public long busyWorkers() {
        return busy.sum();
    }

    /** The turns that workers are at. */
    public Turns turns() {
        return turns;
    }
}
