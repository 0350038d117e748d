package io.slipway.hosts;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.kernel.Actor;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes which hosts are being drained, and who ordered it. Authorises nobody: callers have done so. Each method is one
 * transaction.
 */
@Component
public class HostDrains {

    private final HostRegistry registry;
    private final HostRepository hosts;
    private final PlacedInstances placed;
    private final AuditTrail audit;
    private final Clock clock;

    HostDrains(HostRegistry registry, HostRepository hosts, PlacedInstances placed, AuditTrail audit, Clock clock) {
        this.registry = registry;
        this.hosts = hosts;
        this.placed = placed;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins to drain a host, which cordons it; a drain that pauses goes on. Does nothing to one that is under way. */
    @Transactional
    public void start(HostId id, Actor by) {
        var host = hosts.require(id);
        var drain = host.drain();
        if (drain == null) {
            int instances = placed.on(id);
            host.drain(new Drain(clock.instant(), by.name(), false, instances));
            changed(host, by, "host.drain", instances + " instances to move");
        } else if (drain.paused()) {
            host.pauseDrain(false);
            changed(host, by, "host.drain.resume", "");
        }
    }

    /**
     * Begins no new move from now on; those under way finish.
     *
     * @throws PlatformException.Conflict when the host is not being drained
     */
    @Transactional
    public void pause(HostId id, Actor by) {
        var host = findDraining(id);
        host.pauseDrain(true);
        changed(host, by, "host.drain.pause", "");
    }

    /**
     * Ends a drain: moves under way finish, everything else stays.
     *
     * @param uncordon whether the host takes new instances again
     * @throws PlatformException.Conflict when the host is not being drained
     */
    @Transactional
    public void end(HostId id, Actor by, boolean uncordon) {
        var host = findDraining(id);
        host.endDrain();
        host.cordon(!uncordon);
        changed(host, by, "host.drain.end", uncordon ? "uncordoned" : "stays cordoned");
    }

    private Host findDraining(HostId id) {
        var host = hosts.require(id);
        if (host.drain() == null) {
            throw new PlatformException.Conflict("host-not-draining", host.name() + " is not being drained.");
        }
        return host;
    }

    private void changed(Host host, Actor by, String action, String detail) {
        var target = AuditTarget.ofPlatform("host", host.id().toString(), host.name());
        audit.record(by, action, target, AuditOutcome.ACCEPTED, detail);
        registry.changed(host.id());
    }
}
