package io.slipway.autoscale;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The history of moves; whatever serves people names the tenant. */
interface StoredMoves extends Repository<StoredMove, UUID> {

    /** When a process was scaled last, by whomever. */
    record Last(UUID processId, Instant at) {}

    StoredMove save(StoredMove move);

    List<StoredMove> findByProcessIdAndSpaceIdOrderByMovedAtDescIdDesc(UUID processId, UUID spaceId, Limit limit);

    /** For machines only: no tenant. */
    @Query("select new io.slipway.autoscale.StoredMoves$Last(m.processId, max(m.movedAt)) from StoredMove m"
            + " group by m.processId")
    List<Last> findLast();

    /** For machines only: no tenant. Newest first. */
    @Query("select m.movedAt from StoredMove m where m.processId = :processId order by m.movedAt desc")
    List<Instant> findTimes(UUID processId, Limit limit);

    /** For machines only: no tenant. */
    @Modifying
    @Query("delete from StoredMove m where m.processId = :processId and m.movedAt < :before")
    int deleteBefore(UUID processId, Instant before);

    /** For machines only: no tenant. */
    @Modifying
    @Query("delete from StoredMove m where m.appId = :appId")
    int deleteByAppId(UUID appId);
}
