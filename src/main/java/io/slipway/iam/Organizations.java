package io.slipway.iam;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Organizations extends Repository<Organization, UUID> {

    Organization save(Organization organization);

    Optional<Organization> findByName(String name);
}
