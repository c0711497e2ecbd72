package dev.arbor.engine.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Makes what the container holds injectable by type, so that classes take it in their constructor. */
@ApplicationScoped
public class DatabaseResources {

    /** Joins the caller's transaction. */
    @Produces
    @Resource(lookup = "java:jboss/datasources/ArborDS")
    private DataSource source;

    /** The one that belongs to the caller's transaction. */
    @Produces
    @PersistenceContext(unitName = "arbor")
    private EntityManager entities;

    /** The time. */
    @Produces
    @ApplicationScoped
    InstantSource time() {
        return InstantSource.system();
    }
}
