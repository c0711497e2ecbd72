package dev.arbor.integrator.http;

import dev.arbor.integrator.egress.EgressDeniedException;
import dev.arbor.integrator.kind.CallException;
import dev.arbor.integrator.kind.CallException.Reason;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** One request and its answer on the wire: how long they may take, and what it means when they fail. */
final class Call {

    private final HttpUriRequestBase request;
    private final String host;
    private final long limit;
    private final Deadline deadline;
    private final ScheduledFuture<?> alarm;
    private volatile boolean late;

    /**
     * A call that begins now.
     *
     * @param limit of the bytes of its answer
     * @param clock ends it when it takes too long
     */
    Call(HttpUriRequestBase request, String host, long limit, Deadline deadline, ScheduledExecutorService clock)
            throws CallException {
        this.request = request;
        this.host = host;
        this.limit = limit;
        this.deadline = deadline;
        this.alarm = clock.schedule(this::stop, deadline.left(), TimeUnit.NANOSECONDS);
    }

    private void stop() {
        late = true;
        request.cancel();
    }

    long limit() {
        return limit;
    }

    CallException tooLarge() {
        return new CallException(
                Reason.TOO_LARGE,
                "Expected an answer of at most " + limit + " bytes from " + host + ", but it is larger.");
    }

    /** What a failure on the wire means. */
    CallException failure(Exception e) {
        alarm.cancel(false);
        if (e instanceof Answer.CallerGone) {
            return new CallException(Reason.CANCELLED, e.getMessage(), e);
        }
        if (e instanceof EgressDeniedException) {
            return new CallException(Reason.EGRESS, e.getMessage());
        }
        if (late) {
            return deadline.late("the answer from " + host);
        }
        return new CallException(
                Reason.CONNECTION, "Expected an answer from " + host + ", but there is none: " + reason(e), e);
    }

    /** The class says more than some messages do. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Ends it. Closing politely would read the rest of an answer first, so that is not done. */
    void end(ClassicHttpResponse response, boolean complete) {
        alarm.cancel(false);
        if (!complete) {
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            request.cancel();
        }
    }
}
