package dev.arbor.engine.mail;

import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import jakarta.mail.Session;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the mail session of the application server comes from. */
@FunctionalInterface
interface ServerSession {

    /** What the setting {@code arbor.mail.session} is when nobody sets it. */
    String USUAL = "java:jboss/mail/Default";

    /** The session of the name in JNDI that the setting {@code arbor.mail.session} has. */
    ServerSession NAMED = () -> {
        String name = ConfigProvider.getConfig()
                .getOptionalValue("arbor.mail.session", String.class)
                .filter(text -> !text.isBlank())
                .orElse(USUAL);
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new HandlerException(
                    "missing_session",
                    "Expected the mail session '" + name
                            + "' of the server (arbor.mail.session), or the property 'server'"
                            + " of the handler to name a mail server, but there is neither.",
                    e);
        }
    };

    /** The session. */
    Session get() throws HandlerException;
}
