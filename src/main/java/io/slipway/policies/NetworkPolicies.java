package io.slipway.policies;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Policies; whatever serves people names the tenant. */
interface NetworkPolicies extends Repository<NetworkPolicy, UUID> {

    NetworkPolicy saveAndFlush(NetworkPolicy policy);

    List<NetworkPolicy> findByDestinationAppIdAndSpaceIdOrderByCreatedAtAscIdAsc(UUID destinationAppId, UUID spaceId);

    Optional<NetworkPolicy> findByIdAndDestinationAppIdAndSpaceId(UUID id, UUID destinationAppId, UUID spaceId);

    long countByDestinationAppId(UUID destinationAppId);

    /** For machines only: no tenant. */
    List<NetworkPolicy> findAllByOrderByIdAsc();

    void delete(NetworkPolicy policy);

    /** For machines only: no tenant. */
    @Modifying
    @Query("delete from NetworkPolicy p where p.destinationAppId = :appId or p.sourceAppId = :appId")
    int deleteByAppId(UUID appId);
}
