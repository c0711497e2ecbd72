package dev.arbor.integrator.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.arbor.integrator.template.Arguments;

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
     * Tries whether the other side can be reached and lets us in.
     *
     * @throws CallException when not; the message says why
     */
    void test() throws CallException;

    /** Lets go of everything at once; calls that are under way fail. Closing twice does no harm. */
    @Override
    void close();
}
