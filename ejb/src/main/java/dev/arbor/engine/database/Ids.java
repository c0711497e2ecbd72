package dev.arbor.engine.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * Hands out ids. The database is asked once for a block of them, on whatever connection the caller's transaction has:
 * a sequence is not rolled back. No lock is held while it is asked; when several threads ask at once, the blocks that
 * came too many are used next. Ids are unique in the cluster and rise on one server, they are not without gaps.
 */
@ApplicationScoped
public class Ids {

    private final DataSource database;
    private final Map<Sequence, Supply> supplies = new EnumMap<>(Sequence.class);

    /** For the container's proxy. */
    protected Ids() {
        this(null);
    }

    @Inject
    public Ids(DataSource database) {
        this.database = database;
        for (Sequence sequence : Sequence.values()) {
            supplies.put(sequence, new Supply(sequence));
        }
    }

    /**
     * The next id.
     *
     * @throws IllegalStateException when the database cannot be asked
     */
    public long next(Sequence sequence) {
        return supplies.get(sequence).next();
    }

    private final class Supply {
        private final Sequence sequence;
        private final AtomicReference<Block> current = new AtomicReference<>(new Block(0, 0));
        private final Queue<Block> spare = new PriorityBlockingQueue<>(8, Comparator.comparingLong(block -> block.end));

        Supply(Sequence sequence) {
            this.sequence = sequence;
        }

        long next() {
            while (true) {
                Block block = current.get();
                long id = block.next.getAndIncrement();
                if (id < block.end) {
                    return id;
                }
                Block fresh = spare.poll();
                if (fresh == null) {
                    fresh = reserve();
                } else if (fresh.end <= block.end) {
                    continue; // came late: ids would fall
                }
                if (!current.compareAndSet(block, fresh)) {
                    spare.add(fresh);
                }
            }
        }

        private Block reserve() {
            try (Connection connection = database.getConnection();
                    PreparedStatement ask =
                            connection.prepareStatement("SELECT nextval('" + sequence.sqlName() + "')");
                    ResultSet answer = ask.executeQuery()) {
                answer.next();
                long first = answer.getLong(1);
                return new Block(first, first + sequence.block());
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "Expected a block of ids from the sequence '" + sequence.sqlName() + "', but it failed.", e);
            }
        }
    }

    private static final class Block {
        private final AtomicLong next;
        private final long end;

        Block(long first, long end) {
            this.next = new AtomicLong(first);
            this.end = end;
        }
    }
}
