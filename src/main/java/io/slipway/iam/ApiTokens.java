package io.slipway.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ApiTokens extends Repository<ApiToken, UUID> {

    ApiToken save(ApiToken token);

    Optional<ApiToken> findByTokenHash(String tokenHash);

    Optional<ApiToken> findByIdAndAccountId(UUID id, UUID accountId);

    List<ApiToken> findByAccountIdOrderByCreatedAtDesc(UUID accountId);

    long countByAccountId(UUID accountId);

    void delete(ApiToken token);

    /** Leaves the version alone: two requests at once must not conflict over a clock reading. */
    @Transactional
    @Modifying
    @Query("update ApiToken t set t.lastUsedAt = :now where t.id = :id")
    void noteUse(UUID id, Instant now);
}
