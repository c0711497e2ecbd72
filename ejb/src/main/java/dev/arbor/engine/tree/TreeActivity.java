package dev.arbor.engine.tree;

import dev.arbor.engine.api.Trees;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How busy a tree was on each of the last thirty days, in UTC (engine spec 5.1, counts). */
@Dependent
class TreeActivity {

    private static final int DAYS = 30;

    /** Days since 1970 of a moment, by arithmetic that every database does alike and in no time zone but UTC. */
    private static final String DAY = "FLOOR(EXTRACT(EPOCH FROM %s.created_at) / 86400)";

    private final EntityManager rows;
    private final InstantSource time;

    @Inject
    TreeActivity(EntityManager rows, InstantSource time) {
        this.rows = rows;
        this.time = time;
    }

    Trees.Activity of(long treeId) {
        LocalDate today = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
        LocalDate first = today.minusDays(DAYS - 1L);
        String runDay = String.format(DAY, "r");
        String errorDay = String.format(DAY, "e");
        Map<Long, Integer> runs = count(
                "SELECT " + runDay + ", COUNT(*) FROM run r WHERE r.tree_id = ?1 AND r.created_at >= ?2 GROUP BY "
                        + runDay,
                treeId,
                first);
        Map<Long, Integer> errors = count(
                "SELECT " + errorDay + ", COUNT(*) FROM error e JOIN run r ON r.id = e.run_id"
                        + " WHERE r.tree_id = ?1 AND e.created_at >= ?2 GROUP BY " + errorDay,
                treeId,
                first);
        List<Trees.DayCount> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            days.add(new Trees.DayCount(
                    day, runs.getOrDefault(day.toEpochDay(), 0), errors.getOrDefault(day.toEpochDay(), 0)));
        }
        Number active = (Number) rows.createNativeQuery("SELECT COUNT(*) FROM error e JOIN run r ON r.id = e.run_id"
                        + " WHERE e.status = 'ACTIVE' AND r.tree_id = ?1")
                .setParameter(1, treeId)
                .getSingleResult();
        return new Trees.Activity(active.intValue(), days);
    }

    private Map<Long, Integer> count(String sql, long treeId, LocalDate first) {
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Long, Integer> counts = new HashMap<>();
        for (Object row : rows.createNativeQuery(sql)
                .setParameter(1, treeId)
                .setParameter(2, from)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            counts.put(((Number) columns[0]).longValue(), ((Number) columns[1]).intValue());
        }
        return counts;
    }
}
