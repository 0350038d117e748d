package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.scheduler.ClusterSnapshot;
import io.slipway.scheduler.Placement;
import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.PlacementPolicy;
import io.slipway.scheduler.Scheduler;
import io.slipway.scheduler.Score;
import java.util.Optional;

/**
 * Whether instances would stand better elsewhere. Places as the scheduler does, with the instance still in its room, and takes the
 * place only where that betters something that weighs more than what it worsens: rules, then zones, then hosts, then memory. So each
 * move is a step down, and steps come to an end. Belongs to one thread.
 */
final class BetterPlaces {

    /** Free memory has to differ by this part of the largest host, or hosts would trade instances for ever little gain. */
    private static final int TOLERATED_PART = 16;

    /** A better place, already taken in the snapshot. */
    record Found(HostId host, RebalanceReason reason, String why) {}

    private final Scheduler scheduler = new Scheduler();
    private final ClusterSnapshot snapshot;
    private final PlacementPolicy policy;
    private final long toleratedBytes;

    /** @param largestMemory what the largest host has for instances, in bytes */
    BetterPlaces(ClusterSnapshot snapshot, PlacementPolicy policy, long largestMemory) {
        this.snapshot = snapshot;
        this.policy = policy;
        this.toleratedBytes = largestMemory / TOLERATED_PART;
    }

    /** Moves an instance within the snapshot if it would stand better elsewhere; otherwise all stays as it was. */
    Optional<Found> take(InstanceRecord row, HostId from) {
        var request = Snapshots.requestOf(row);
        snapshot.vacate(from, request);
        boolean allowed = snapshot.allows(from, request);
        var own = snapshot.scoreOn(from, row.processId());
        long freeHere = snapshot.freeMemoryOn(from);
        snapshot.fill(from, request);
        var found = own.flatMap(score -> better(row, from, score, allowed, freeHere));
        snapshot.empty(from, request);
        if (found.isEmpty()) {
            snapshot.occupy(from, request);
        }
        return found;
    }

    /** Why no host takes an instance that its own host breaks the rules of; empty when that is all well, or one takes it. */
    Optional<String> whyStuck(InstanceRecord row, HostId from) {
        var request = Snapshots.requestOf(row);
        snapshot.vacate(from, request);
        boolean allowed = snapshot.allows(from, request);
        snapshot.occupy(from, request);
        return allowed
                ? Optional.empty()
                : scheduler.explain(Snapshots.requestOf(row, from), snapshot).reasons();
    }

    private Optional<Found> better(InstanceRecord row, HostId from, Score own, boolean allowed, long freeHere) {
        var request = Snapshots.requestOf(row, from);
        Placement placement = scheduler.place(request, snapshot);
        if (!(placement instanceof Placed placed)) {
            return Optional.empty();
        }
        long freeThere = snapshot.freeMemoryOn(placed.host()) + row.memory().bytes();
        var found = allowed
                ? judge(own, placed.score(), freeHere, freeThere, row.memory())
                : Optional.of(new Judgement(RebalanceReason.RULES, "its host breaks its rules"));
        if (found.isEmpty()) {
            snapshot.vacate(placed.host(), request);
        }
        return found.map(judgement -> new Found(placed.host(), judgement.reason(), judgement.why()));
    }

    private record Judgement(RebalanceReason reason, String why) {}

    /** All without the instance itself: what its host and zone would have if it were gone, and what is free then. */
    private Optional<Judgement> judge(Score own, Score other, long freeHere, long freeThere, DataSize memory) {
        if (other.zoneCopies() != own.zoneCopies()) {
            return other.zoneCopies() < own.zoneCopies()
                    ? judgement(RebalanceReason.ZONES, copies("its zone", own.zoneCopies() + 1, other.zoneCopies()))
                    : Optional.empty();
        }
        if (other.copies() != own.copies()) {
            return other.copies() < own.copies()
                    ? judgement(RebalanceReason.HOSTS, copies("its host", own.copies() + 1, other.copies()))
                    : Optional.empty();
        }
        return policy == PlacementPolicy.BALANCE && freeThere - freeHere > toleratedBytes
                ? judgement(
                        RebalanceReason.MEMORY,
                        "free memory " + words(freeHere - memory.bytes()) + " here, " + words(freeThere) + " there")
                : Optional.empty();
    }

    private static Optional<Judgement> judgement(RebalanceReason reason, String why) {
        return Optional.of(new Judgement(reason, why));
    }

    private static String copies(String where, int here, int there) {
        return where + " has " + here + " copies, the other " + (there == 0 ? "none" : String.valueOf(there));
    }

    private static String words(long bytes) {
        return Words.memory(new DataSize(Math.max(0, bytes)));
    }
}
