package io.slipway.hosts;

import io.slipway.audit.AuditOutcome;
import io.slipway.audit.AuditTarget;
import io.slipway.audit.AuditTrail;
import io.slipway.iam.AccessPolicy;
import io.slipway.iam.CurrentUser;
import io.slipway.iam.Permission;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do with hosts; authorised and audited. */
@Service
@Transactional(readOnly = true)
public class HostService {

    private static final int MAX_DETAIL = 2_000;

    private final HostRegistry registry;
    private final HostRepository hosts;
    private final AccessPolicy access;
    private final CurrentUser user;
    private final AuditTrail audit;
    private final HostRemoval removal;

    HostService(
            HostRegistry registry,
            HostRepository hosts,
            AccessPolicy access,
            CurrentUser user,
            AuditTrail audit,
            HostRemoval removal) {
        this.registry = registry;
        this.hosts = hosts;
        this.access = access;
        this.user = user;
        this.audit = audit;
        this.removal = removal;
    }

    /** All hosts by name. */
    public List<HostView> list() {
        access.requirePlatform(Permission.PLATFORM_READ);
        return registry.all();
    }

    /**
     * The host of this name.
     *
     * @throws PlatformException.NotFound when there is none
     */
    public HostView get(String name) {
        access.requirePlatform(Permission.PLATFORM_READ);
        return registry.require(name);
    }

    /** How the brake stands that holds when most hosts fall silent at once. */
    public BrakeView brake() {
        access.requirePlatform(Permission.PLATFORM_READ);
        return registry.brake();
    }

    /** Lets go of every host that the brake holds: what runs there is replaced now. Does nothing when it holds none. */
    @Transactional
    public BrakeView releaseBrake() {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        int released = registry.releaseBrake();
        if (released > 0) {
            audit.record(
                    user.actor(),
                    "brake.release",
                    AuditTarget.ofPlatform("brake", "evacuation", "evacuation"),
                    AuditOutcome.ACCEPTED,
                    released + (released == 1 ? " host" : " hosts") + " let go");
        }
        return registry.brake();
    }

    /** Keeps new instances off a host, or lets them on again. What runs there stays. */
    @Transactional
    public HostView cordon(HostId id, boolean cordoned) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        var host = hosts.require(id);
        host.cordon(cordoned);
        audit.record(
                user.actor(),
                cordoned ? "host.cordon" : "host.uncordon",
                AuditTarget.ofPlatform("host", id.toString(), host.name()),
                AuditOutcome.ACCEPTED,
                "");
        registry.changed(id);
        return registry.view(host.stored());
    }

    /**
     * Changes what is said of a host and what of its memory instances may have. What runs there stays, whatever it needs; the
     * scheduler goes by it from now on.
     *
     * @throws PlatformException.Invalid {@code invalid-reserved-memory} when nothing would be left
     */
    @Transactional
    public HostView change(HostId id, HostChange change) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        var host = hosts.require(id);
        var changes = new ArrayList<String>();
        if (change.labels() != null && !change.labels().equals(host.labels())) {
            changes.add("labels " + words(host.labels()) + " → " + words(change.labels()));
            host.label(change.labels());
        }
        if (change.reservedMemory() != null && !change.reservedMemory().equals(host.reservedMemory())) {
            changes.add("reserved memory " + host.reservedMemory().toMebibytes() + " → "
                    + change.reservedMemory().toMebibytes() + " MB");
            host.reserve(change.reservedMemory());
        }
        if (!changes.isEmpty()) {
            audit.record(
                    user.actor(),
                    "host.change",
                    AuditTarget.ofPlatform("host", id.toString(), host.name()),
                    AuditOutcome.ACCEPTED,
                    limited(String.join(", ", changes)));
            registry.changed(id);
        }
        return registry.view(host.stored());
    }

    /**
     * Removes a host for good, at once: it is let in no more, its instances are lost and start again on other hosts. To come back
     * it joins anew, as a new host with other addresses.
     *
     * @param force although instances are on it
     * @throws PlatformException.NotFound when there is none
     * @throws PlatformException.Conflict {@code host-in-use}, field {@code force}, while it holds instances
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void remove(HostId id, boolean force) {
        access.requirePlatform(Permission.PLATFORM_ADMIN);
        removal.remove(id, force, user.actor());
    }

    private static String words(Labels labels) {
        return labels.values().isEmpty() ? "none" : labels.toString();
    }

    /** The trail keeps no more; the host itself tells the rest. */
    private static String limited(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
    }
}
