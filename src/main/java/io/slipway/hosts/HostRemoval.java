package io.slipway.hosts;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a host out for good. Its row goes, and with it every certificate that spoke for it, a renewed one that was not used yet
 * included; whoever watches hosts finds its instances lost. Its subnet stays out of use.
 */
@Component
class HostRemoval {

    private final HostRepository hosts;
    private final RemovedHostRepository removed;
    private final PlacedInstances placed;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostRemoval(
            HostRepository hosts,
            RemovedHostRepository removed,
            PlacedInstances placed,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.hosts = hosts;
        this.removed = removed;
        this.placed = placed;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void remove(HostId id, boolean force, Actor actor) {
        var host = hosts.require(id);
        int instances = placed.on(id);
        if (instances > 0 && !force) {
            throw inUse(host.name(), instances);
        }
        removed.save(new RemovedHost(host, clock.instant()));
        hosts.delete(host);
        audit.record(
                actor,
                "host.remove",
                AuditTarget.ofPlatform("host", id.toString(), host.name()),
                AuditOutcome.ACCEPTED,
                "with " + instances + (instances == 1 ? " instance" : " instances") + " on it");
        events.publishEvent(new HostRemoved(id));
    }

    private static PlatformException inUse(String name, int instances) {
        return new PlatformException.Conflict(
                "host-in-use",
                "force",
                "Host %s still holds %s. Move them away first, or remove it by force: they are lost and start again on other hosts."
                        .formatted(name, instances == 1 ? "1 instance" : instances + " instances"));
    }
}
