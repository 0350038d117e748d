package io.slipway.apps;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Deployments extends Repository<Deployment, UUID> {

    Deployment save(Deployment deployment);

    /** For machines only: no tenant. */
    Optional<Deployment> findById(UUID id);

    List<Deployment> findByAppIdAndState(UUID appId, DeploymentView.State state);

    Optional<Deployment> findFirstByAppIdAndStateOrderByStartedAtDescIdDesc(UUID appId, DeploymentView.State state);

    List<Deployment> findByAppIdOrderByStartedAtDescIdDesc(UUID appId, Limit limit);

    /** The newest of each app; of two that began in the same moment both. */
    @Query("""
            select d from Deployment d where d.appId in :appIds
            and d.startedAt = (select max(e.startedAt) from Deployment e where e.appId = d.appId)
            order by d.id""")
    List<Deployment> findNewest(Collection<UUID> appIds);

    /** For machines only: no tenant. Canaries that run or ended lately without having passed, oldest first. */
    @Query("""
            select d from Deployment d where d.canary = true and (d.state = RUNNING or (d.finishedAt > :since
            and d.state in (FAILED, ROLLED_BACK, CANCELLED))) order by d.startedAt, d.id""")
    List<Deployment> findCanaries(Instant since);

    @Modifying
    @Query("delete from Deployment d where d.appId = :appId")
    void deleteByAppId(UUID appId);
}
