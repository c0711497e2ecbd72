package dev.arbor.integrator.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.api.Executions;
import dev.arbor.integrator.template.Arguments;
import java.util.Set;

/** A connection that is open: shared by all who call, by any number of threads. */
public interface OpenConnection extends AutoCloseable {

    /**
     * Performs one operation, within the limits of the connection.
     *
     * @param operation its config in the internal form
     * @return what output expressions see: {@code statusCode}, {@code headers}, {@code body} and so on
     * @throws CallException when there is no answer
     */
    ObjectNode perform(ObjectNode operation, Arguments arguments) throws CallException;

    /**
     * Performs one operation whose answer is passed on as it comes, within the limits of the connection.
     *
     * @throws CallException when nothing was passed on, or less than there is; also for kinds that have nothing to stream
     */
    default void stream(ObjectNode operation, Arguments arguments, Executions.Relay relay) throws CallException {
        throw new CallException(
                CallException.Reason.INVALID_REQUEST,
                "Expected an operation over HTTP to be streamed, but it is none.");
    }

    /** What must not be shown besides the secrets of its definition: the tokens that it has at the moment. */
    default Set<String> secrets() {
        return Set.of();
    }

    /**
     * Tries whether the other side can be reached and lets us in.
     *
     * @throws CallException when not; the message says why
     */
    void test() throws CallException;

    /** Lets go of everything; calls under way end soon. */
    @Override
    void close();
}
