package dev.arbor.engine.mail;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** What went wrong at a mail server, as one sentence and what the server said. */
final class MailFailure {

    private final String server;
    private final MailLimits limits;
    private final UnaryOperator<String> redacting;

    /**
     * Failures of a server.
     *
     * @param redacting takes secrets out of a text
     */
    MailFailure(String server, MailLimits limits, UnaryOperator<String> redacting) {
        this.server = server;
        this.limits = limits;
        this.redacting = redacting;
    }

    /**
     * The failure of a delivery.
     *
     * @param late whether it was ended because it had taken too long
     */
    HandlerException of(MessagingException e, boolean late) {
        if (late) {
            return failure(
                    "timeout", "to take the mail within " + limits.whole().toSeconds() + " s, but it did not", e);
        }
        if (e instanceof AuthenticationFailedException) {
            return failure(
                    "authentication_failed", "to accept the user and the password, but it did not: " + said(e), e);
        }
        if (e instanceof SendFailedException refused) {
            return failure("mail_refused", "to take the mail" + who(refused) + ", but it refused: " + said(e), e);
        }
        if (find(e, SocketTimeoutException.class) != null) {
            return failure(
                    "timeout", "to answer within " + limits.answer().toSeconds() + " s, but it did not: " + said(e), e);
        }
        if (find(e, SSLException.class) != null) {
            return failure("tls_failed", "to be trusted over TLS, but it is not: " + said(e), e);
        }
        return failure("connection_error", "to take the mail, but it did not: " + said(e), e);
    }

    private HandlerException failure(String kind, String what, MessagingException e) {
        // The cause may have a secret in its message, so it stays behind.
        return new HandlerException(
                kind, redacting.apply("Expected " + server + " " + what + ".").replace('\0', '?'), null);
    }

    private static String who(SendFailedException refused) {
        Address[] invalid = refused.getInvalidAddresses();
        return invalid == null || invalid.length == 0
                ? ""
                : " for " + Arrays.stream(invalid).map(Address::toString).collect(Collectors.joining(", "));
    }

    /** What the innermost exception says: those around it speak of it in general. */
    private static String said(MessagingException e) {
        Throwable innermost = e;
        for (Throwable each = e; each != null; each = next(each)) {
            innermost = each.getMessage() == null ? innermost : each;
        }
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.strip().replaceAll("\\.+$", "");
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }

    private static <T> T find(Throwable e, Class<T> type) {
        for (Throwable each = e; each != null; each = next(each)) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
