package dev.arbor.platform.policy;

import dev.arbor.engine.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * All rules and what they are assigned to, in memory: requests are judged without a query. Once a second at most, and only
 * when there are requests, one number is read, and the rest only when that has changed. So a change is felt on each server
 * within a second, and at once on the one that made it.
 */
@ApplicationScoped
public class PolicyBook {

    static final Duration KNOWN = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final InstantSource time;
    private volatile Known known;

    /**
     * What holds.
     *
     * @param areas rules by the label of the area that they are assigned to
     * @param categories rules by category
     * @param sources rules by source
     * @param systemRule the one that holds where none is assigned
     */
    record Page(
            long version,
            Map<String, List<PolicyRow>> areas,
            Map<String, List<PolicyRow>> categories,
            Map<String, List<PolicyRow>> sources,
            PolicyRow systemRule) {}

    private record Known(Page page, Instant at) {}

    /** For the container's proxy. */
    protected PolicyBook() {
        this(null, null);
    }

    @Inject
    public PolicyBook(Transactions transactions, InstantSource time) {
        this.transactions = transactions;
        this.time = time;
    }

    /** What holds now. */
    Page current() {
        Instant now = time.instant();
        Known last = known;
        if (last == null || !now.isBefore(last.at().plus(KNOWN)) || now.isBefore(last.at())) {
            Page before = last == null ? null : last.page();
            last = new Known(transactions.call(unit -> read(unit.connection(), before)), now);
            known = last;
        }
        return last.page();
    }

    /** What is known may be old. */
    void forget() {
        known = null;
    }

    /** The version first: what is read after it is at least as new, and what comes between is noticed the next time. */
    private static Page read(Connection connection, Page before) throws SQLException {
        long version = PolicyTable.version(connection);
        if (before != null && before.version() == version) {
            return before;
        }
        Map<UUID, PolicyRow> rules = new HashMap<>();
        PolicyTable.all(connection).forEach(rule -> rules.put(rule.id(), rule));
        return new Page(
                version,
                rules(Assignments.AREAS.all(connection), rules),
                rules(Assignments.CATEGORIES.all(connection), rules),
                rules(Assignments.SOURCES.all(connection), rules),
                PolicyTable.systemRule(connection));
    }

    /** A rule may have gone between two queries. */
    private static Map<String, List<PolicyRow>> rules(Map<String, List<UUID>> ids, Map<UUID, PolicyRow> rules) {
        Map<String, List<PolicyRow>> found = new HashMap<>();
        ids.forEach((name, of) -> found.put(
                name,
                of.stream()
                        .map(rules::get)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(rule -> rule.key().name()))
                        .toList()));
        return found;
    }
}
