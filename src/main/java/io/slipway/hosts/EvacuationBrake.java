package io.slipway.hosts;

import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps a server that lost sight of most hosts at once from replacing everything: it is more likely cut off itself than that all of
 * them died. What runs on a held host counts as well and nothing of it is replaced. After a while one host after the other is let
 * go; a host that is heard again, or that an operator lets go, is not held. Thread-safe, on the monotonic clock.
 */
final class EvacuationBrake {

    private static final int FEWEST_HOSTS = 2;

    private final HostsProperties.Brake properties;
    private final Duration window;
    private final LongSupplier nanoTime;

    private final Map<HostId, Long> silentSince = new HashMap<>();
    private final Set<HostId> letGo = new HashSet<>();
    private boolean engaged;
    private long nextNanos;

    /** @param window so close together leases run out that this counts as at once */
    EvacuationBrake(HostsProperties.Brake properties, Duration window, LongSupplier nanoTime) {
        this.properties = properties;
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /**
     * Looks at who is silent, and answers which hosts are held from now on or are held no more though they are silent still.
     *
     * @param silent hosts whose lease has run out
     * @param known how many hosts there are, silent ones included
     */
    synchronized List<HostId> look(Collection<HostId> silent, int known) {
        long now = nanoTime.getAsLong();
        silentSince.keySet().retainAll(silent);
        letGo.retainAll(silent);
        silent.forEach(id -> silentSince.putIfAbsent(id, now));
        if (engaged) {
            return ease(now);
        }
        forgetWhatIsOld(now);
        return isMost(known) ? engage(now) : List.of();
    }

    synchronized boolean isHeld(HostId id) {
        return engaged && silentSince.containsKey(id) && !letGo.contains(id);
    }

    /** Until the next held host is let go; empty when none is held. */
    synchronized Optional<Duration> untilNext() {
        return engaged
                ? Optional.of(Duration.ofNanos(Math.max(0, nextNanos - nanoTime.getAsLong())))
                : Optional.empty();
    }

    /** Lets go of all at once, and answers which. */
    synchronized List<HostId> release() {
        var held = held();
        letGo.addAll(held);
        engaged = false;
        return held;
    }

    /** Whose silence began long before the others' is evacuated already. */
    private void forgetWhatIsOld(long now) {
        silentSince.forEach((id, since) -> {
            if (now - since > window.toNanos()) {
                letGo.add(id);
            }
        });
    }

    private boolean isMost(int known) {
        return known >= FEWEST_HOSTS && held().size() >= properties.share() * known;
    }

    private List<HostId> engage(long now) {
        engaged = true;
        nextNanos = now + properties.hold().toNanos();
        return held();
    }

    private List<HostId> ease(long now) {
        var held = held();
        if (held.isEmpty()) {
            engaged = false;
            return List.of();
        }
        if (now - nextNanos < 0) {
            return List.of();
        }
        nextNanos = now + properties.pace().toNanos();
        var next = held.getFirst();
        letGo.add(next);
        return List.of(next);
    }

    /** The longest silent first. */
    private List<HostId> held() {
        var held = new ArrayList<>(silentSince.keySet());
        held.removeAll(letGo);
        held.sort(Comparator.comparing((HostId id) -> silentSince.get(id)).thenComparing(HostId::toString));
        return held;
    }
}
