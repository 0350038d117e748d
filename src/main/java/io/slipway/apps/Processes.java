package io.slipway.apps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Processes extends Repository<Process, UUID> {

    /** A process with its app, and the deployment that runs. */
    record Found(Process process, App app, @Nullable Deployment deployment) {}

    Process save(Process process);

    Optional<Process> findByAppIdAndType(UUID appId, String type);

    List<Process> findByAppIdInAndType(Collection<UUID> appIds, String type);

    /** For machines only: no tenant. One row, since an app has at most one deployment in that state. */
    @Query("""
            select new io.slipway.apps.Processes$Found(p, a, d) from Process p
            join App a on a.id = p.appId left join Deployment d on d.appId = a.id and d.state = :running
            where p.id = :id""")
    List<Found> find(UUID id, DeploymentView.State running);

    @Query("select p.id from Process p order by p.id")
    List<UUID> findIds();

    @Modifying
    @Query("delete from Process p where p.appId = :appId")
    void deleteByAppId(UUID appId);
}
