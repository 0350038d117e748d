package io.slipway.hosts;

import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface HostRepository extends JpaRepository<Host, UUID> {

    Optional<Host> findByName(String name);

    List<Host> findAllByOrderByName();

    /**
     * The host with this id.
     *
     * @throws PlatformException.NotFound when there is none, or none any more
     */
    default Host require(HostId id) {
        return findById(id.value()).orElseThrow(() -> new PlatformException.NotFound("There is no such host."));
    }
}
