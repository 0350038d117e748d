package io.slipway.iam;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SetupTokens extends Repository<SetupToken, UUID> {

    SetupToken saveAndFlush(SetupToken token);

    Optional<SetupToken> findByTokenHash(String tokenHash);

    @Modifying
    @Query("delete from SetupToken t where t.usedAt is null")
    void deleteUnused();
}
