package dev.arbor.engine.mail;

import dev.arbor.engine.mail.Images.Illustrated;
import dev.arbor.engine.mail.Images.Image;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * A letter as it goes over the wire (RFC 5322, 2045, 2387): text alone, or text and HTML as alternatives, the HTML together
 * with its images. Everything is UTF-8.
 */
final class Envelope extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;

    private Envelope(String id) {
        super((Session) null);
        this.id = id;
    }

    /** Puts a letter together. */
    static Envelope of(Letter letter, Illustrated html, Instant now) throws MessagingException {
        String address = letter.from().getAddress();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        Envelope envelope = new Envelope(UUID.randomUUID() + "@" + domain);
        envelope.setFrom(letter.from());
        envelope.setRecipients(RecipientType.TO, letter.to().toArray(InternetAddress[]::new));
        envelope.setRecipients(RecipientType.BCC, letter.bcc().toArray(InternetAddress[]::new));
        envelope.setSubject(letter.subject(), UTF_8);
        envelope.setSentDate(Date.from(now));
        if (html.html().isEmpty()) {
            envelope.setText(letter.text(), UTF_8);
        } else {
            // The last alternative is the best one.
            envelope.setContent(multipart("alternative", text(letter.text(), "plain"), illustrated(html)));
        }
        envelope.saveChanges();
        return envelope;
    }

    private static BodyPart illustrated(Illustrated html) throws MessagingException {
        BodyPart text = text(html.html(), "html");
        if (html.images().isEmpty()) {
            return text;
        }
        MimeMultipart related = multipart("related", text);
        for (Image image : html.images()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(image.content(), image.type())));
            part.setContentID("<" + image.id() + ">");
            part.setDisposition(Part.INLINE);
            related.addBodyPart(part);
        }
        MimeBodyPart whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    private static MimeMultipart multipart(String kind, BodyPart... parts) throws MessagingException {
        MimeMultipart multipart = new MimeMultipart(kind);
        for (BodyPart part : parts) {
            multipart.addBodyPart(part);
        }
        return multipart;
    }

    private static BodyPart text(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        return part;
    }

    /** The id as handlers tell it: without angle brackets. */
    String id() {
        return id;
    }

    /** The id that would be made otherwise tells the name of this machine. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + id + ">");
    }
}
