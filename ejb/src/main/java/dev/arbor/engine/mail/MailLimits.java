package dev.arbor.engine.mail;

import java.time.Duration;

/**
 * How long a mail server may take.
 *
 * @param connect to be connected
 * @param answer to say something
 * @param whole from beginning to end
 */
record MailLimits(Duration connect, Duration answer, Duration whole) {

    /** Ten seconds, thirty seconds, two minutes. */
    static final MailLimits USUAL =
            new MailLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
