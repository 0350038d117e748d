package io.slipway.instances;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Queries over rows without their run specs. */
interface InstanceRepository extends JpaRepository<Instance, UUID> {

    List<Instance> findByProcessIdIn(Collection<UUID> processIds);

    @Query("select row from Instance row where row.appId in :apps and row.spaceId in :spaces and row.state in :states"
            + " order by row.appId, case when row.processType = 'web' then 0 else 1 end, row.processType, row.index,"
            + " row.incarnation")
    List<Instance> readable(
            Collection<UUID> apps, Collection<UUID> spaces, Collection<InstanceState> states, Limit limit);

    @Query("select row from Instance row where row.appId = :app and row.spaceId in :spaces and row.state in :states"
            + " order by row.createdAt desc, row.id desc")
    List<Instance> newest(UUID app, Collection<UUID> spaces, Collection<InstanceState> states, Limit limit);

    @Modifying
    @Query("delete from Instance row where row.id in :ids and row.state in :states")
    void deleteIn(Collection<UUID> ids, Collection<InstanceState> states);
}
