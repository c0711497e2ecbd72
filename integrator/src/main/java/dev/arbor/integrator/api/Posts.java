package dev.arbor.integrator.api;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Sends documents to addresses that somebody has registered, under the rules that hold for connections (integrator spec
 * 8.3). Called without a transaction and without any lock. Safe for any number of threads.
 */
public interface Posts {

    /**
     * A document on its way.
     *
     * @param url as {@link #objection} has nothing against it
     * @param headers by their names
     * @param body JSON
     * @param secrets what is taken out of what is shown of the answer
     * @param limit until when there must be an answer; longer than the limit of calls is as good as that
     */
    record Post(String url, Map<String, String> headers, String body, Collection<String> secrets, Duration limit) {

        /** Never shows what is inside. */
        @Override
        public String toString() {
            return "Post[" + url + "]";
        }
    }

    /**
     * What the other side said. Its status counts; what could not be read of its content is left out.
     *
     * @param status of HTTP; a redirect is not followed
     * @param summary the status with its name, for example {@code 200 OK}
     * @param content how it begins, without secrets
     */
    record Reply(int status, String summary, String content) {

        /** Whether it took the document. */
        public boolean accepted() {
            return status / 100 == 2;
        }
    }

    /** There is no answer. The message is a sentence without a secret in it. */
    final class PostException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean lasting;

        public PostException(String message, boolean lasting, Throwable cause) {
            super(message, cause);
            this.lasting = lasting;
        }

        /** Whether another try would fail as this one did. */
        public boolean lasting() {
            return lasting;
        }
    }

    /** Why nothing can ever be sent to an address; whether it leads to where it may is judged when it is called. */
    Optional<String> objection(String url);

    /** Sends a document once. */
    Reply send(Post post) throws PostException;
}
