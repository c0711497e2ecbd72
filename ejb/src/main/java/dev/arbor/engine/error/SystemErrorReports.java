package dev.arbor.engine.error;

import dev.arbor.engine.api.SystemErrorLog;
import dev.arbor.engine.database.Ids;
import dev.arbor.engine.database.Sequence;
import dev.arbor.engine.database.Transactions;
import dev.arbor.engine.member.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Writes system errors. */
@ApplicationScoped
public class SystemErrorReports implements SystemErrorLog {

    private static final String BY = "SYSTEM";

    private final Transactions transactions;
    private final Ids ids;
    private final Member member;
    private final InstantSource time;

    /** For the container's proxy. */
    protected SystemErrorReports() {
        this(null, null, null, null);
    }

    @Inject
    public SystemErrorReports(Transactions transactions, Ids ids, Member member, InstantSource time) {
        this.transactions = transactions;
        this.ids = ids;
        this.member = member;
        this.time = time;
    }

    @Override
    public boolean report(String type, String summary, String text) {
        return transactions.call(
                unit -> !isActive(unit.connection(), type, summary) && insert(unit.connection(), type, summary, text));
    }

    private static boolean isActive(Connection connection, String type, String summary) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM system_error WHERE status = 'ACTIVE' AND type = ? AND summary = ?")) {
            query.setString(1, type);
            query.setString(2, summary);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private boolean insert(Connection connection, String type, String summary, String text) throws SQLException {
        OffsetDateTime now = time.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO system_error (id, type, status, summary, text, engine,"
                        + " created_at, created_by, updated_at, updated_by) VALUES (?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, ids.next(Sequence.ERROR));
            insert.setString(2, type);
            insert.setString(3, summary);
            insert.setString(4, text);
            insert.setString(5, member.name());
            insert.setObject(6, now);
            insert.setString(7, BY);
            insert.setObject(8, now);
            insert.setString(9, BY);
            return insert.executeUpdate() == 1;
        }
    }
}
