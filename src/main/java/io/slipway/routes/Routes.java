package io.slipway.routes;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Routes extends Repository<Route, UUID> {

    Route saveAndFlush(Route route);

    List<Route> findByAppIdOrderByHostAscPathAsc(UUID appId);

    Optional<Route> findByIdAndAppIdAndSpaceId(UUID id, UUID appId, UUID spaceId);

    long countByAppId(UUID appId);

    /** Of all tenants: a host has one owner in the whole cluster. */
    List<Route> findByHost(String host);

    /** For machines only: no tenant. */
    List<Route> findAllByOrderByHostAscPathAsc();

    void delete(Route route);

    @Modifying
    @Query("delete from Route r where r.appId = :appId")
    int deleteByAppId(UUID appId);
}
