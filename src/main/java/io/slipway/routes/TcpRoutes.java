package io.slipway.routes;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TcpRoutes extends Repository<TcpRoute, UUID> {

    TcpRoute saveAndFlush(TcpRoute route);

    List<TcpRoute> findByAppIdOrderByPortAsc(UUID appId);

    Optional<TcpRoute> findByIdAndAppIdAndSpaceId(UUID id, UUID appId, UUID spaceId);

    long countByAppId(UUID appId);

    /** Of all tenants: a port has one owner in the whole cluster. */
    @Query("select r.port from TcpRoute r")
    List<Integer> findPorts();

    /** For machines only: no tenant. */
    List<TcpRoute> findAllByOrderByPortAsc();

    void delete(TcpRoute route);

    @Modifying
    @Query("delete from TcpRoute r where r.appId = :appId")
    int deleteByAppId(UUID appId);
}
