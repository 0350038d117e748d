package io.slipway.hosts;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The number that fences earlier controllers: raised in the store at every start of the loops, and again when an agent turns out
 * to know a higher one (the store was restored from a backup). Every message to an agent carries it; agents refuse lower ones.
 */
@Component
public class ClusterEpoch {

    private static final int ONLY_ROW = 1;

    private final JdbcClient database;
    private final Clock clock;
    private final AtomicLong current = new AtomicLong();

    ClusterEpoch(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Raises the epoch for a new life of the loops; makes the row at the very first start. */
    @Transactional
    public long begin(String clusterId) {
        int updated = database.sql("update platform set epoch = epoch + 1 where id = :id")
                .param("id", ONLY_ROW)
                .update();
        if (updated == 0) {
            database.sql("insert into platform (id, cluster_id, epoch, created_at) values (:id, :cluster, 1, :now)")
                    .param("id", ONLY_ROW)
                    .param("cluster", clusterId)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        current.set(stored());
        return current.get();
    }

    /** Goes beyond an epoch that an agent knows, if it is ahead of ours; answers whether it was. */
    @Transactional
    public boolean overtake(long known) {
        if (known <= current.get()) {
            return false;
        }
        database.sql("update platform set epoch = :epoch where id = :id")
                .param("epoch", known + 1)
                .param("id", ONLY_ROW)
                .update();
        current.set(known + 1);
        return true;
    }

    /** The epoch of this life. */
    public long current() {
        return current.get();
    }

    private long stored() {
        return database.sql("select epoch from platform where id = :id")
                .param("id", ONLY_ROW)
                .query(Long.class)
                .single();
    }
}
