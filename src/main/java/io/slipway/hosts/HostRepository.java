package io.slipway.hosts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface HostRepository extends JpaRepository<Host, UUID> {

    Optional<Host> findByName(String name);

    List<Host> findAllByOrderByName();
}
