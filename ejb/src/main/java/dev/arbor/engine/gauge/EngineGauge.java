package dev.arbor.engine.gauge;

import dev.arbor.engine.api.Caller;
import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.EngineControl.EngineState;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Rates;
import java.util.function.IntSupplier;

/**
 * The engine's gauge.
 *
 * @param control starts and stops it
 * @param statistics what it has done
 * @param rates how fast it is
 * @param memberName this server
 * @param threads how many triggers may be worked on at once
 * @param outside how many calls to the outside are under way
 */
record EngineGauge(
        EngineControl control,
        EngineStatistics statistics,
        Rates rates,
        String memberName,
        int threads,
        IntSupplier outside)
        implements EngineMXBean {

    private static final Caller OPERATOR = new Caller("SYSTEM", "JMX");

    @Override
    public String getState() {
        return control.state().label();
    }

    @Override
    public String getMemberName() {
        return memberName;
    }

    @Override
    public int getThreads() {
        return threads;
    }

    @Override
    public long getBusyWorkers() {
        return statistics.busyWorkers();
    }

    @Override
    public int getCallsUnderWay() {
        return outside.getAsInt();
    }

    @Override
    public long getRunsStarted() {
        return statistics.runs();
    }

    @Override
    public long getTriggersProcessed() {
        return statistics.triggers();
    }

    @Override
    public long getNodesPerformed() {
        return statistics.nodes();
    }

    @Override
    public long getOutsideCalls() {
        return statistics.outside();
    }

    @Override
    public long getErrorsRaised() {
        return statistics.errors();
    }

    @Override
    public double getRunsPerSecond() {
        return rates.runs();
    }

    @Override
    public double getTriggersPerSecond() {
        return rates.triggers();
    }

    @Override
    public double getNodesPerSecond() {
        return rates.nodes();
    }

    @Override
    public double getErrorsPerSecond() {
        return rates.errors();
    }

    @Override
    public void start() {
        control.command(EngineState.RUNNING, OPERATOR);
    }

    @Override
    public void pause() {
        control.command(EngineState.PAUSED, OPERATOR);
    }

    @Override
    public void stop() {
        control.command(EngineState.STOPPED, OPERATOR);
    }
}
