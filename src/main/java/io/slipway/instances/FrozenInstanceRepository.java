package io.slipway.instances;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Makes rows and reads their sealed run specs. */
interface FrozenInstanceRepository extends JpaRepository<FrozenInstance, UUID> {

    /** A row's id and its sealed run spec. */
    record Sealed(UUID id, byte[] runSpec) {}

    @Query("select new io.slipway.instances.FrozenInstanceRepository$Sealed(row.id, row.runSpec)"
            + " from FrozenInstance row where row.id in :ids")
    List<Sealed> sealed(Collection<UUID> ids);
}
