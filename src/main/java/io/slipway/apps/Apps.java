package io.slipway.apps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Apps; whatever serves people names the tenant. */
interface Apps extends Repository<App, UUID> {

    /** An app's name without the rest. */
    record Name(UUID id, String name) {}

    App saveAndFlush(App app);

    Optional<App> findByIdAndSpaceId(UUID id, UUID spaceId);

    Optional<App> findByIdAndSpaceIdIn(UUID id, Collection<UUID> spaceIds);

    Optional<App> findByNameAndSpaceId(String name, UUID spaceId);

    boolean existsByNameAndSpaceId(String name, UUID spaceId);

    List<App> findBySpaceIdInOrderByNameAscIdAsc(Collection<UUID> spaceIds, Limit limit);

    /** For machines only: no tenant. */
    Optional<App> findById(UUID id);

    /** For machines only: no tenant. */
    @Query("select new io.slipway.apps.Apps$Name(a.id, a.name) from App a")
    List<Name> findNames();

    /** An app's name and where it counts. */
    record Place(UUID id, String name, UUID spaceId) {}

    /** For machines only: no tenant. */
    @Query("select new io.slipway.apps.Apps$Place(a.id, a.name, a.spaceId) from App a order by a.name, a.id")
    List<Place> findPlaces();

    void delete(App app);
}
