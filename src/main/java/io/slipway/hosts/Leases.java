package io.slipway.hosts;

import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts were heard lately. Kept in memory on the monotonic clock, so that a wrong wall clock loses no host; after a restart
 * of the server every host has two leases to be heard again. Thread-safe.
 */
final class Leases {

    private static final class Lease {
        private HostView.State state = HostView.State.UNKNOWN;
        private long deadlineNanos;
        private HostPulse pulse = new HostPulse(0, "");
    }

    private final Map<HostId, Lease> leases = new HashMap<>();
    private final Duration length;
    private final LongSupplier nanoTime;
    private long changes;

    Leases(Duration length, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
    }

    /** Rises with everything that is known of any host but the moment when it was heard. */
    synchronized long changes() {
        return changes;
    }

    /** Starts to wait for a host that is known but was not heard yet. */
    synchronized void expect(HostId id) {
        leases.computeIfAbsent(id, unused -> {
            var lease = new Lease();
            lease.deadlineNanos = nanoTime.getAsLong() + 2 * length.toNanos();
            changes++;
            return lease;
        });
    }

    /** Forgets a host that is gone for good. */
    synchronized void forget(HostId id) {
        leases.remove(id);
        changes++;
    }

    /** Renews the lease of an expected host; answers whether this changed what is known of it. */
    synchronized boolean renew(HostId id, HostPulse pulse) {
        var lease = leases.get(id);
        if (lease == null) {
            return false;
        }
        boolean changed = lease.state != HostView.State.READY
                || !lease.pulse.problem().equals(pulse.problem())
                || !lease.pulse.notice().equals(pulse.notice());
        if (changed || !lease.pulse.equals(pulse)) {
            changes++;
        }
        lease.state = HostView.State.READY;
        lease.pulse = pulse;
        lease.deadlineNanos = nanoTime.getAsLong() + length.toNanos();
        return changed;
    }

    /** Ends the leases that ran out since the last call and answers whose they were. */
    synchronized List<HostId> expire() {
        long now = nanoTime.getAsLong();
        var expired = new ArrayList<HostId>();
        leases.forEach((id, lease) -> {
            if (lease.state != HostView.State.UNREACHABLE && now - lease.deadlineNanos > 0) {
                lease.state = HostView.State.UNREACHABLE;
                expired.add(id);
                changes++;
            }
        });
        return expired;
    }

    /** Hosts whose lease has run out. */
    synchronized Set<HostId> silent() {
        var silent = new HashSet<HostId>();
        leases.forEach((id, lease) -> {
            if (lease.state == HostView.State.UNREACHABLE) {
                silent.add(id);
            }
        });
        return silent;
    }

    /** How many hosts are known. */
    synchronized int count() {
        return leases.size();
    }

    synchronized HostView.State stateOf(HostId id) {
        var lease = leases.get(id);
        return lease == null ? HostView.State.UNKNOWN : lease.state;
    }

    synchronized HostPulse pulseOf(HostId id) {
        var lease = leases.get(id);
        return lease == null ? new HostPulse(0, "") : lease.pulse;
    }

    /** How long ago a host was heard; null when never since the start. */
    synchronized @Nullable Duration silenceOf(HostId id) {
        var lease = leases.get(id);
        if (lease == null || lease.state == HostView.State.UNKNOWN) {
            return null;
        }
        return Duration.ofNanos(nanoTime.getAsLong() - (lease.deadlineNanos - length.toNanos()));
    }
}
