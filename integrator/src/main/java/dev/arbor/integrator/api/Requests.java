package dev.arbor.integrator.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets other modules call the outside by themselves, under the rules that hold for connections (integrator spec 8.3). Called
 * without a transaction and without any lock. Safe for any number of threads.
 */
public interface Requests {

    /**
     * A request of HTTP. Nothing is followed and nothing is tried again.
     *
     * @param method of HTTP
     * @param url of http or https, without a user and without a fragment
     * @param headers by their names; that of the type of the body is among them
     * @param body empty for none; a text goes as UTF-8
     * @param secrets what is taken out of texts of the answer
     * @param limit until when the answer must have ended; longer than the limit of calls is as good as that
     */
    record Request(
            String method,
            String url,
            Map<String, String> headers,
            Optional<String> body,
            Collection<String> secrets,
            Duration limit) {

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Request[" + method + "]";
        }
    }

    /**
     * An answer that was read to its end.
     *
     * @param status of HTTP
     * @param summary the status with its name, for example {@code 404 Not Found}
     * @param type of its content, as the other side told it; empty when it did not
     * @param content as it came
     * @param text the same as a text, without secrets
     */
    record Answer(int status, String summary, Optional<String> type, byte[] content, String text) {

        /** Whether the status says that all is well. */
        public boolean succeeded() {
            return status / 100 == 2;
        }
    }

    /** There is no answer. The message is a sentence without a secret in it. */
    final class RequestException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String key;

        public RequestException(String key, String message, Throwable cause) {
            super(message, cause);
            this.key = key;
        }

        /** What kind of failure, for example {@code timeout}, {@code egress_denied} or {@code connection_error}. */
        public String key() {
            return key;
        }
    }

    /** Sends a request once. */
    Answer send(Request request) throws RequestException;

    /**
     * Where a connection that is not of HTTP may be opened to. Only what is given may be connected to: a name that is looked
     * up again may lead elsewhere.
     *
     * @return at least one address
     * @throws UnknownHostException when the name has no address, or none that is allowed; the message says which
     */
    List<InetAddress> addresses(String host, int port) throws UnknownHostException;

    /** A text without secrets. */
    String without(Collection<String> secrets, String text);
}
