package dev.arbor.engine.gauge;

/** {@code dev.arbor:type=Engine}: this server's engine. Counters begin at its start; rates are of the last minute. */
public interface EngineMXBean {

    /** What was commanded, for all servers: Running, Paused or Stopped. */
    String getState();

    /** What this server is called among those that share the database. */
    String getMemberName();

    /** How many triggers may be worked on at once. */
    int getThreads();

    /** How many workers are at work, calls to the outside included. */
    long getBusyWorkers();

    /** How many walks are outside, or wait for their turn to call. */
    int getCallsUnderWay();

    /** Runs started here, those of routines included. */
    long getRunsStarted();

    /** Triggers processed. */
    long getTriggersProcessed();

    /** Nodes performed. */
    long getNodesPerformed();

    /** Nodes that called the outside. */
    long getOutsideCalls();

    /** Errors raised. */
    long getErrorsRaised();

    /** Runs started per second. */
    double getRunsPerSecond();

    /** Triggers processed per second. */
    double getTriggersPerSecond();

    /** Nodes performed per second. */
    double getNodesPerSecond();

    /** Errors raised per second. */
    double getErrorsPerSecond();

    /** Lets all servers process triggers. */
    void start();

    /** Lets no server begin with a trigger; what is queued stays queued, and new runs are queued too. */
    void pause();

    /** The same as {@link #pause()}, under the name that the REST API knows too. */
    void stop();
}
