package io.slipway.hosts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface JoinTokenRepository extends JpaRepository<JoinToken, UUID> {

    Optional<JoinToken> findByTokenHash(String tokenHash);

    void deleteByHostNameOrExpiresAtBefore(String hostName, Instant now);
}
