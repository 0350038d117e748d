package io.slipway.apps;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Processes extends Repository<Process, UUID> {

    /** A process with its app, and the deployment that runs. */
    record Found(Process process, App app, @Nullable Deployment deployment) {}

    Process save(Process process);

    List<Process> findByAppId(UUID appId);

    List<Process> findByAppIdIn(Collection<UUID> appIds);

    /** For machines only: no tenant. One row, since an app has at most one deployment in that state. */
    @Query("""
            select new io.slipway.apps.Processes$Found(p, a, d) from Process p
            join App a on a.id = p.appId left join Deployment d on d.appId = a.id and d.state = :running
            where p.id = :id""")
    List<Found> find(UUID id, DeploymentView.State running);

    /** For machines only: no tenant. All processes of the app of one of them, while a deployment of it runs. */
    @Query("""
            select new io.slipway.apps.Processes$Found(p, a, d) from Process one
            join App a on a.id = one.appId join Process p on p.appId = a.id join Deployment d on d.appId = a.id
            where one.id = :id and d.state = :running""")
    List<Found> findBeside(UUID id, DeploymentView.State running);

    @Query("select p.id from Process p order by p.id")
    List<UUID> findIds();

    @Modifying
    @Query("delete from Process p where p.appId = :appId")
    void deleteByAppId(UUID appId);
}
