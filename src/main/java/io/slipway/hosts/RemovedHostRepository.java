package io.slipway.hosts;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface RemovedHostRepository extends JpaRepository<RemovedHost, UUID> {}
