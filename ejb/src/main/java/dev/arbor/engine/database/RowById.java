package dev.arbor.engine.database;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.Session;

/**
 * Reads entities by their ids. {@link EntityManager#find} of Hibernate gives null where the transaction was marked for
 * rollback, as it is when the database goes away (HHH-12472): what cannot be read would be told as not being there.
 */
public final class RowById {

    private RowById() {}

    /** A row to read; what cannot be read is an exception. */
    public static <T> Optional<T> read(EntityManager entities, Class<T> type, Object id) {
        return entities.unwrap(Session.class).byId(type).loadOptional(id);
    }

    /** A row to change, which is locked until the transaction ends; what cannot be read is an exception. */
    public static <T> Optional<T> lock(EntityManager entities, Class<T> type, Object id) {
        return entities.unwrap(Session.class)
                .byId(type)
                .with(new LockOptions(LockMode.PESSIMISTIC_WRITE))
                .loadOptional(id);
    }
}
