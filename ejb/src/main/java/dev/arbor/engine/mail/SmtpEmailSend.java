package dev.arbor.engine.mail;

import dev.arbor.engine.handler.BuiltInHandler;
import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.ErrorHandling.Attempt;
import dev.arbor.engine.handler.HandlerProperties;
import dev.arbor.engine.mail.Images.Illustrated;
import dev.arbor.integrator.api.Requests;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * {@code smtp_email_send_v1}: sends a mail (engine spec 4.8, 4.9). Its parameters are {@code error_handling}, {@code from},
 * {@code to} and {@code bcc} (addresses separated by commas), {@code subject}, {@code htmlbody} and {@code textbody}; images
 * of the HTML whose source is {@code cid:} and an address go with it. Its results are {@code Message Id}, without angle
 * brackets, and {@code Handler Error Message}; both are always there. Its properties say which server takes the mail; where
 * they name none, the mail session of the application server does ({@code arbor.mail.session}).
 */
@ApplicationScoped
public class SmtpEmailSend implements BuiltInHandler {

    private static final String ID = "smtp_email_send_v1";
    private static final String MESSAGE_ID = "Message Id";

    private final HandlerProperties properties;
    private final Requests requests;
    private final InstantSource time;
    private final Declaration declaration = Declaration.beside(SmtpEmailSend.class, ID);

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor clock;
    private MailServer server;

    /** For the container's proxy. */
    protected SmtpEmailSend() {
        this(null, null, null);
    }

    @Inject
    public SmtpEmailSend(HandlerProperties properties, Requests requests, InstantSource time) {
        this.properties = properties;
        this.requests = requests;
        this.time = time;
    }

    /** Outside of a container, with a way to servers. */
    SmtpEmailSend(HandlerProperties properties, Requests requests, InstantSource time, MailServer server) {
        this(properties, requests, time);
        this.server = server;
    }

    @PostConstruct
    void open() {
        // One thread for the deadlines of all deliveries. A deadline that was met leaves at once.
        clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
        server = new MailServer(requests, ServerSession.NAMED, MailLimits.USUAL, clock);
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }

    @Override
    public String definitionId() {
        return ID;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** A mail that was sent twice was read twice: after a crash a person decides. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public Map<String, String> perform(Call call) throws HandlerException {
        return ErrorHandling.apply(call, List.of(MESSAGE_ID), () -> {
            MailAccount account = MailAccount.of(properties.of(this));
            Envelope envelope = envelope(Letter.of(call));
            server.send(envelope, account);
            return Attempt.done(Map.of(MESSAGE_ID, envelope.id()));
        });
    }

    private Envelope envelope(Letter letter) throws HandlerException {
        Illustrated html = new Images(requests).of(letter.html());
        try {
            return Envelope.of(letter, html, time.instant());
        } catch (MessagingException e) {
            throw new HandlerException(
                    "invalid_mail", "Expected the mail to be put together, but it cannot be: " + e.getMessage(), e);
        }
    }
}
