package dev.arbor.engine.inspection;

import dev.arbor.engine.api.RunView;
import dev.arbor.engine.search.TreeConditions;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sources of runs. */
final class SourceViews {

    private static final String ACTIVE = "Active";

    private final EntityManager entities;

    SourceViews(EntityManager entities) {
        this.entities = entities;
    }

    /** Sources by name; the engine's own, {@code -} and {@code Kinetic Task}, need no row. */
    Map<String, RunView.Source> byName(Collection<String> names) {
        Map<String, RunView.Source> found = new HashMap<>();
        for (String name : names) {
            found.put(name, new RunView.Source(name, ACTIVE, TreeConditions.SYSTEM_SOURCE));
        }
        for (Object[] row : rows(Set.copyOf(names))) {
            String name = (String) row[0];
            found.put(name, new RunView.Source(name, StoredWord.shown((String) row[1]), (String) row[2]));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(Set<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return entities.createNativeQuery(
                        "select name, status, type from source where name in (:names)", Object[].class)
                .setParameter("names", names)
                .getResultList();
    }
}
