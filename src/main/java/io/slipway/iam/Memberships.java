package io.slipway.iam;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Memberships extends Repository<Membership, UUID> {

    Membership save(Membership membership);

    List<Membership> findByAccountIdAndSpaceId(UUID accountId, UUID spaceId);
}
