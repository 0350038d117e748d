package io.slipway.apps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Processes extends Repository<Process, UUID> {

    Process save(Process process);

    Optional<Process> findByAppIdAndType(UUID appId, String type);

    List<Process> findByAppIdInAndType(Collection<UUID> appIds, String type);

    /** For machines only: no tenant. */
    Optional<Process> findById(UUID id);

    @Query("select p.id from Process p order by p.id")
    List<UUID> findIds();

    @Modifying
    @Query("delete from Process p where p.appId = :appId")
    void deleteByAppId(UUID appId);
}
