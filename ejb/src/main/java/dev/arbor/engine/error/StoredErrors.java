package dev.arbor.engine.error;

import dev.arbor.engine.api.ErrorRemoval;
import dev.arbor.engine.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;

/** Deletes errors of runs. */
@ApplicationScoped
@Transactional
public class StoredErrors implements ErrorRemoval {

    private final EntityManager entities;

    /** For the container's proxy. */
    protected StoredErrors() {
        this(null);
    }

    @Inject
    StoredErrors(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public void delete(long errorId) {
        long runId = require(errorId, rows("select run_id from error where id = :id", errorId));
        // The run first, as everyone who changes anything of it does; then nobody resolves the error meanwhile.
        rows("select id from run where id = :id for update", runId);
        int active = statement("delete from error where id = :id and status = 'ACTIVE'", errorId)
                .executeUpdate();
        if (active == 0) {
            require(errorId, rows("select id from error where id = :id", errorId));
            statement("delete from error where id = :id", errorId).executeUpdate();
        }
        statement("delete from error_message where error_id = :id", errorId).executeUpdate();
        statement("update run set active_errors = active_errors - :active where id = :id", runId)
                .setParameter("active", active)
                .executeUpdate();
    }

    private static long require(long errorId, List<?> found) {
        if (found.isEmpty()) {
            throw Refusal.notFound("Unable to retrieve the error with id %d".formatted(errorId));
        }
        return ((Number) found.get(0)).longValue();
    }

    private List<?> rows(String sql, long id) {
        return statement(sql, id).getResultList();
    }

    private Query statement(String sql, long id) {
        return entities.createNativeQuery(sql).setParameter("id", id);
    }
}
