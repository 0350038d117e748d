package io.slipway.apps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Releases extends Repository<Release, UUID> {

    /** A release's number without its content. */
    record Number(UUID id, int number) {}

    Release save(Release release);

    Optional<Release> findByIdAndAppId(UUID id, UUID appId);

    Optional<Release> findByAppIdAndNumber(UUID appId, int number);

    List<Release> findByIdIn(Collection<UUID> ids);

    List<Release> findByAppIdOrderByNumberDesc(UUID appId, Limit limit);

    @Query("select new io.slipway.apps.Releases$Number(r.id, r.number) from Release r where r.id in :ids")
    List<Number> findNumbers(Collection<UUID> ids);

    @Modifying
    @Query("delete from Release r where r.appId = :appId")
    void deleteByAppId(UUID appId);
}
