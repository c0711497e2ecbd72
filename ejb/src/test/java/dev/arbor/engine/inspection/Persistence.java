package dev.arbor.engine.inspection;

import dev.arbor.engine.error.ErrorEntity;
import dev.arbor.engine.error.ErrorMessageEntity;
import dev.arbor.engine.error.ErrorTextEntity;
import dev.arbor.engine.error.SystemErrorEntity;
import dev.arbor.engine.run.RunAuditEntity;
import dev.arbor.engine.run.RunEntity;
import dev.arbor.engine.run.RunPayloadEntity;
import dev.arbor.engine.run.RunTreeEntity;
import dev.arbor.engine.run.TaskAttemptEntity;
import dev.arbor.engine.run.TaskEntity;
import dev.arbor.engine.run.TaskMessageEntity;
import dev.arbor.engine.trigger.TriggerEntity;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Hibernate over the engine's tables, without a container. */
public final class Persistence {

    private static final List<Class<?>> ENTITIES = List.of(
            RunEntity.class,
            RunPayloadEntity.class,
            RunTreeEntity.class,
            TaskEntity.class,
            TaskMessageEntity.class,
            TaskAttemptEntity.class,
            RunAuditEntity.class,
            TriggerEntity.class,
            ErrorEntity.class,
            ErrorTextEntity.class,
            ErrorMessageEntity.class,
            SystemErrorEntity.class);

    private Persistence() {}

    /** Starts it; it counts its statements. */
    public static SessionFactory over(DataSource database) {
        Configuration configuration = new Configuration();
        ENTITIES.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
        configuration.setProperty(AvailableSettings.GENERATE_STATISTICS, true);
        configuration.setProperty(AvailableSettings.LOG_SESSION_METRICS, false);
        configuration.setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        return configuration.buildSessionFactory();
    }
}
