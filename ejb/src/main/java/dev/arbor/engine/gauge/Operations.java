package dev.arbor.engine.gauge;

import dev.arbor.engine.api.EngineControl;
import dev.arbor.engine.api.Surroundings;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.expression.Expressions;
import dev.arbor.engine.member.EngineStatistics;
import dev.arbor.engine.member.Member;
import dev.arbor.engine.member.Rates;
import dev.arbor.engine.trigger.Outskirts;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Hangs the gauges up when the engine has started and takes them down before it stops; tells the log of both. */
@Singleton
@Startup
@DependsOn("DueTimer")
@TransactionManagement(TransactionManagementType.BEAN)
public class Operations {

    private static final Logger LOG = Logger.getLogger(Operations.class);

    @Inject
    private EngineControl control;

    @Inject
    private EngineStatistics statistics;

    @Inject
    private Rates rates;

    @Inject
    private Member member;

    @Inject
    private Outskirts outskirts;

    @Inject
    private Transactions transactions;

    @Inject
    private Expressions expressions;

    @Inject
    private Surroundings surroundings;

    @Inject
    private InstantSource time;

    @Inject
    @ConfigProperty(name = "arbor.engine.threads", defaultValue = "8")
    private int threads;

    @Inject
    @ConfigProperty(name = "arbor.expression.deadline", defaultValue = "PT10S")
    private String deadline;

    private Gauges gauges;

    @PostConstruct
    void start() {
        gauges = new Gauges(ManagementFactory.getPlatformMBeanServer())
                .hang(
                        "Engine",
                        new EngineGauge(control, statistics, rates, member.name(), threads, outskirts::underWay),
                        EngineMXBean.class)
                .hang("Triggers", new TriggersGauge(transactions, time), TriggersMXBean.class)
                .hang("Expressions", new ExpressionsGauge(expressions), ExpressionsMXBean.class);
        Map<String, String> database = surroundings.sections().get("Adapter Information");
        LOG.infof(
                "Arbor %s (built %s) has started as %s: database %s, schema %s; engine %s, %d threads; an expression ends"
                        + " after %s at the latest.",
                surroundings.build().arbor(),
                surroundings.build().builtAt(),
                member.name(),
                database.get("Database Info"),
                database.get("Schema Version"),
                control.state().label().toLowerCase(java.util.Locale.ROOT),
                threads,
                deadline);
    }

    @PreDestroy
    void stop() {
        gauges.close();
        LOG.infof(
                "Arbor stops as %s. Since its start: %d runs, %d triggers, %d nodes, %d errors; %d calls are under way.",
                member.name(),
                statistics.runs(),
                statistics.triggers(),
                statistics.nodes(),
                statistics.errors(),
                outskirts.underWay());
    }
}
