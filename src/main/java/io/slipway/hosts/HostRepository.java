package io.slipway.hosts;

import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

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

    @Query("select host.subnet from Host host")
    List<String> subnets();
}
