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

    /** Beyond its lease a host is waited for so long before what it must have ended counts as ended. */
    static final Duration MARGIN = Duration.ofSeconds(2);

    /** What a heartbeat changed. */
    record Heard(boolean changed, Renewal renewal) {}

    private static final class Lease {
        private HostView.State state = HostView.State.UNKNOWN;
        private long deadlineNanos;
        private HostPulse pulse = new HostPulse(0, "");
        private boolean fenced;
    }

    private final Map<HostId, Lease> leases = new HashMap<>();
    /** When hosts were removed, for as long as that matters. */
    private final Map<HostId, Long> removed = new HashMap<>();

    private final long startedNanos;
    private final Duration length;
    private final LongSupplier nanoTime;
    private long changes;

    Leases(Duration length, LongSupplier nanoTime) {
        this.length = length;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
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
        removed.put(id, nanoTime.getAsLong());
        changes++;
    }

    /** Renews the lease of an expected host; answers whether this changed what is known of it. */
    boolean renew(HostId id, HostPulse pulse) {
        return hear(id, pulse).changed();
    }

    /** The same, and tells whether the lease still held: in one, so that nobody can find the host fenced in between. */
    synchronized Heard hear(HostId id, HostPulse pulse) {
        var lease = leases.get(id);
        if (lease == null) {
            return new Heard(false, Renewal.REFUSED);
        }
        long now = nanoTime.getAsLong();
        boolean inTime = lease.state != HostView.State.UNREACHABLE && now - lease.deadlineNanos <= 0;
        boolean changed = lease.state != HostView.State.READY
                || lease.pulse.fences() != pulse.fences()
                || !lease.pulse.problem().equals(pulse.problem())
                || !lease.pulse.notice().equals(pulse.notice());
        if (changed || !lease.pulse.equals(pulse)) {
            changes++;
        }
        lease.state = HostView.State.READY;
        lease.pulse = pulse;
        lease.fenced = false;
        lease.deadlineNanos = now + length.toNanos();
        return new Heard(changed, inTime ? Renewal.IN_TIME : Renewal.LATE);
    }

    /**
     * Whether a host was silent for its lease and {@link #MARGIN}, or was removed so long ago; one that nobody knows since the start
     * counts as removed then. A lease of an agent ends before, as it runs from the sending of a heartbeat that was heard here.
     */
    synchronized boolean isFenced(HostId id) {
        var lease = leases.get(id);
        if (lease == null) {
            return isPast(removed.getOrDefault(id, startedNanos));
        }
        return lease.state == HostView.State.UNREACHABLE && isPast(lease.deadlineNanos - length.toNanos());
    }

    /** Which hosts have become fenced since the last call. */
    synchronized List<HostId> fence() {
        var fenced = new ArrayList<HostId>();
        leases.forEach((id, lease) -> {
            if (!lease.fenced && isFenced(id)) {
                lease.fenced = true;
                fenced.add(id);
            }
        });
        removed.forEach((id, since) -> {
            if (isPast(since)) {
                fenced.add(id);
            }
        });
        fenced.forEach(removed::remove);
        return fenced;
    }

    private boolean isPast(long sinceNanos) {
        return nanoTime.getAsLong() - sinceNanos >= length.plus(MARGIN).toNanos();
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
