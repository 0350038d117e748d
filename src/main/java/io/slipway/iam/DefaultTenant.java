package io.slipway.iam;

import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.SpaceId;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the organization and space that every installation starts with, before the first request comes in. */
@Component
class DefaultTenant implements SmartInitializingSingleton {

    private final Organizations organizations;
    private final Spaces spaces;
    private final TransactionOperations transactions;
    private final Clock clock;

    DefaultTenant(Organizations organizations, Spaces spaces, TransactionOperations transactions, Clock clock) {
        this.organizations = organizations;
        this.spaces = spaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(status -> createMissing(SpacePath.DEFAULT));
    }

    private void createMissing(SpacePath path) {
        var organization = organizations
                .findByName(path.organization())
                .orElseGet(() -> organizations.save(
                        new Organization(OrganizationId.create(), path.organization(), clock.instant())));
        if (spaces.findRow(path.organization(), path.space()).isEmpty()) {
            spaces.save(new Space(SpaceId.create(), organization.id(), path.space(), clock.instant()));
        }
    }
}
