package dev.arbor.engine.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;

/**
 * A migrated database with the entities of the server on it, in a plain JVM. Contract suites are written against this
 * class; a tiny subclass of the suite for each database says which one.
 */
public final class TestDatabase implements AutoCloseable {

    private final DataSource source;
    private final EntityManagerFactory entities;

    /** Migrates what the source leads to. */
    public TestDatabase(DataSource source) {
        this.source = source;
        Schema.bringUpToDate(source);
        Map<String, Object> settings = new HashMap<>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("jakarta.persistence.jtaDataSource", null);
        settings.put("jakarta.persistence.nonJtaDataSource", source);
        this.entities = new HibernatePersistenceProvider().createEntityManagerFactory("arbor", settings);
    }

    public DataSource source() {
        return source;
    }

    /** Does something in a transaction of its own, which is rolled back when it throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager manager = entities.createEntityManager()) {
            manager.getTransaction().begin();
            try {
                T result = work.apply(manager);
                manager.getTransaction().commit();
                return result;
            } finally {
                if (manager.getTransaction().isActive()) {
                    manager.getTransaction().rollback();
                }
            }
        }
    }

    @Override
    public void close() {
        entities.close();
    }
}
