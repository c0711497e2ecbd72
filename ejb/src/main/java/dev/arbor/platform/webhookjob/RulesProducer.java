package dev.arbor.platform.webhookjob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of webhooks; times are seconds, or days where they say so. */
@ApplicationScoped
public class RulesProducer {

    @Inject
    @ConfigProperty(name = "arbor.webhook.threads", defaultValue = "8")
    private int threads;

    @Inject
    @ConfigProperty(name = "arbor.webhook.tries", defaultValue = "5")
    private int tries;

    @Inject
    @ConfigProperty(name = "arbor.webhook.first-wait", defaultValue = "15")
    private int firstWait;

    @Inject
    @ConfigProperty(name = "arbor.webhook.timeout", defaultValue = "30")
    private int timeout;

    @Inject
    @ConfigProperty(name = "arbor.webhook.keep-days", defaultValue = "30")
    private int keepDays;

    @Produces
    @Singleton
    Rules rules() {
        return new Rules(
                Math.max(1, threads),
                Math.max(1, tries),
                Duration.ofSeconds(Math.max(1, firstWait)),
                Duration.ofSeconds(Math.max(1, timeout)),
                Duration.ofDays(Math.max(0, keepDays)));
    }
}
