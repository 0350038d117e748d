package io.slipway.autoscale;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Policies; whatever serves people names the tenant. */
interface StoredPolicies extends Repository<StoredPolicy, UUID> {

    StoredPolicy save(StoredPolicy policy);

    void delete(StoredPolicy policy);

    Optional<StoredPolicy> findByProcessIdAndSpaceId(UUID processId, UUID spaceId);

    /** For machines only: no tenant. */
    Optional<StoredPolicy> findByProcessId(UUID processId);

    /** For machines only: no tenant. */
    List<StoredPolicy> findByEnabledTrueOrderByProcessIdAsc();

    /** For machines only: no tenant. */
    @Modifying
    @Query("delete from StoredPolicy p where p.appId = :appId")
    int deleteByAppId(UUID appId);
}
