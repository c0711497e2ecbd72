package dev.arbor.engine.mail;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import dev.arbor.engine.mail.MailAccount.Tls;
import dev.arbor.integrator.api.Requests;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/**
 * Hands letters to mail servers (RFC 5321): to the one that the properties name, at an address that connections may lead to,
 * or by the mail session of the application server, which its operator has set up. All recipients or none.
 */
final class MailServer {

    private final Requests requests;
    private final ServerSession servers;
    private final MailLimits limits;
    private final ScheduledExecutorService clock;

    /**
     * A way to mail servers.
     *
     * @param servers gives the mail session of the application server
     * @param clock ends what takes too long
     */
    MailServer(Requests requests, ServerSession servers, MailLimits limits, ScheduledExecutorService clock) {
        this.requests = requests;
        this.servers = servers;
        this.limits = limits;
        this.clock = clock;
    }

    /** Has a letter sent. */
    void send(Envelope letter, MailAccount account) throws HandlerException {
        if (account.server().isEmpty()) {
            sendBySession(letter);
            return;
        }
        SSLSocketFactory trust = account.tls() != Tls.NEVER ? Trust.in(account.authorities()) : null;
        Iterator<InetAddress> addresses = addresses(account).iterator();
        MailFailure failure = new MailFailure(
                account.server() + ":" + account.port(), limits, text -> requests.without(account.secrets(), text));
        while (true) {
            Sockets sockets = new Sockets();
            ScheduledFuture<?> alarm =
                    clock.schedule(sockets::close, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
            try {
                Session session = Session.getInstance(settings(account, sockets, trust));
                send(letter, session, addresses.next().getHostAddress(), account);
                return;
            } catch (MessagingException e) {
                // Where nobody listens nothing was said yet, so the next address may be tried.
                if (!addresses.hasNext() || sockets.wereConnected() || sockets.areClosed()) {
                    throw failure.of(e, sockets.areClosed());
                }
            } finally {
                alarm.cancel(false);
                sockets.close();
            }
        }
    }

    private Iterable<InetAddress> addresses(MailAccount account) throws HandlerException {
        try {
            return requests.addresses(account.server(), account.port());
        } catch (UnknownHostException e) {
            throw new HandlerException(
                    "egress_denied",
                    "Expected an address of the mail server '" + account.server() + "' to send to, but there is none: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void send(Envelope letter, Session session, String address, MailAccount account)
            throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    address,
                    account.port(),
                    account.signsIn() ? account.username() : null,
                    account.signsIn() ? account.password() : null);
            transport.sendMessage(letter, letter.getAllRecipients());
        }
    }

    private Properties settings(MailAccount account, Sockets sockets, SSLSocketFactory trust) {
        Properties settings = new Properties();
        limit(settings, "mail.smtp.");
        settings.put("mail.smtp.auth", Boolean.toString(account.signsIn()));
        settings.put("mail.smtp.socketFactory", sockets.plain());
        settings.put("mail.smtp.socketFactory.fallback", "false");
        if (account.tls() != Tls.NEVER) {
            boolean atOnce = account.tls() == Tls.AT_ONCE;
            settings.put("mail.smtp.ssl.enable", Boolean.toString(atOnce));
            settings.put("mail.smtp.starttls.enable", Boolean.toString(!atOnce));
            settings.put("mail.smtp.starttls.required", Boolean.toString(!atOnce));
            settings.put("mail.smtp.ssl.socketFactory", sockets.tls(trust, account.server()));
            // The sockets check it themselves: what is connected to is an address, and not the name.
            settings.put("mail.smtp.ssl.checkserveridentity", "false");
        }
        return settings;
    }

    private void limit(Properties settings, String prefix) {
        settings.putIfAbsent(
                prefix + "connectiontimeout", Long.toString(limits.connect().toMillis()));
        settings.putIfAbsent(prefix + "timeout", Long.toString(limits.answer().toMillis()));
        settings.putIfAbsent(
                prefix + "writetimeout", Long.toString(limits.answer().toMillis()));
    }

    /** The operator has said where it leads and who signs in; what they left open is how long it may take. */
    private void sendBySession(Envelope letter) throws HandlerException {
        MailFailure failure = new MailFailure("the mail session of the server", limits, text -> text);
        try {
            Session session = servers.get();
            limit(session.getProperties(), "mail.smtp.");
            limit(session.getProperties(), "mail.smtps.");
            try (Transport transport = session.getTransport()) {
                transport.connect();
                transport.sendMessage(letter, letter.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw failure.of(e, false);
        }
    }
}
