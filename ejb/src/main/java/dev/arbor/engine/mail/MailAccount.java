package dev.arbor.engine.mail;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which mail server there is and who signs in to it, as the properties of the handler say.
 *
 * @param server its name or address; empty for the mail session of the application server
 * @param tls when TLS begins
 * @param username empty for nobody
 * @param authorities PEM certificates of the only authorities to trust; empty for those of this Java
 */
record MailAccount(String server, int port, Tls tls, String username, String password, String authorities) {

    /** Where TLS begins at once unless told otherwise. */
    private static final int SMTPS = 465;

    /** When TLS begins. */
    enum Tls {
        NEVER,
        /** The command STARTTLS (RFC 3207), without which nothing is sent. */
        AFTER_THE_GREETING,
        /** Before anything is said (RFC 8314). */
        AT_ONCE
    }

    /** Reads them. */
    static MailAccount of(Map<String, String> properties) throws HandlerException {
        int port = port(properties.getOrDefault("port", "").strip());
        return new MailAccount(
                properties.getOrDefault("server", "").strip(),
                port,
                tls(properties.getOrDefault("tls", "").strip(), port),
                properties.getOrDefault("username", "").strip(),
                properties.getOrDefault("password", ""),
                properties.getOrDefault("ca_certificate", "").strip());
    }

    private static int port(String text) throws HandlerException {
        if (text.isEmpty()) {
            return 25;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // It is as little a port as one that is too large.
        }
        throw new HandlerException(
                "invalid_property",
                "Expected the property 'port' to be a number from 1 to 65535, but it is '" + text + "'.",
                null);
    }

    private static Tls tls(String text, int port) throws HandlerException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> port == SMTPS ? Tls.AT_ONCE : Tls.AFTER_THE_GREETING;
            case "smtps" -> Tls.AT_ONCE;
            case "", "false", "f", "no", "n", "0" -> Tls.NEVER;
            default ->
                throw new HandlerException(
                        "invalid_property",
                        "Expected the property 'tls' to be true, false or smtps, but it is '" + text + "'.",
                        null);
        };
    }

    /** Whether somebody signs in. */
    boolean signsIn() {
        return !username.isEmpty();
    }

    /** What must not be shown, in the forms in which it goes over the wire and comes back (RFC 4616). */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(password));
        // What a server says is read a byte at a time.
        secrets.add(new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        for (String before : List.of("", "\0" + username + "\0", username + "\0" + username + "\0")) {
            secrets.add(Base64.getEncoder().encodeToString((before + password).getBytes(StandardCharsets.UTF_8)));
        }
        return secrets;
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "MailAccount[" + server + ":" + port + "]";
    }
}
