package io.slipway.scheduler;

import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Picks hosts: the fewest copies of the same process in the zone first, then the fewest on the host, then free memory as the {@link
 * PlacementPolicy} likes it, then the name. {@link #place} walks an index and costs well under a microsecond for a thousand hosts;
 * {@link #explain} asks every filter about every host and is for people. A property test holds the two together.
 */
public final class Scheduler {

    private static final int NONE = -1;

    /** Chooses a host and reserves there, or says why none takes it. */
    public Placement place(PlacementRequest request, ClusterSnapshot snapshot) {
        var spread = snapshot.spreadOf(request.process());
        var allowed = snapshot.chosenBy(request).words;
        var placed = snapshot.zones().areSeveral()
                ? inSomeZone(request, snapshot, spread, allowed)
                : inOneZone(request, snapshot, spread, allowed, 0);
        return placed == null ? new Unplaceable(refusals(request, snapshot)) : placed;
    }

    /** What every rule finds at every host, and with it the host that {@link #place} would pick. Reserves nothing. */
    public Explanation explain(PlacementRequest request, ClusterSnapshot snapshot) {
        return new Explanation(
                request,
                snapshot.conditions(request).stream()
                        .map(condition -> HostFilter.explain(request, condition))
                        .toList());
    }

    /** Every host's first reason against a request, by host name; hosts that would take it are left out. Reserves nothing. */
    private static List<Refusal> refusals(PlacementRequest request, ClusterSnapshot snapshot) {
        return snapshot.conditions(request).stream()
                .flatMap(condition -> HostFilter.firstRefusal(HostFilter.ALL, request, condition).stream())
                .toList();
    }

    private static @Nullable Placed inSomeZone(
            PlacementRequest request, ClusterSnapshot snapshot, ProcessSpread spread, long[] allowed) {
        for (int copies = spread.nextZoneCopies(NONE); copies != NONE; copies = spread.nextZoneCopies(copies)) {
            var there = snapshot.zones().withCopies(spread, copies, allowed);
            var placed = inOneZone(request, snapshot, spread, there, copies);
            if (placed != null) {
                return placed;
            }
        }
        return null;
    }

    /** The best of the allowed hosts, all in zones with as many copies. */
    private static @Nullable Placed inOneZone(
            PlacementRequest request, ClusterSnapshot snapshot, ProcessSpread spread, long[] allowed, int zoneCopies) {
        var policy = snapshot.policy();
        int lowest = snapshot.index().stepOf(request.memory().bytes());
        for (int copies = 0; copies <= spread.highest(); copies++) {
            for (int i = 0; i < FreeMemoryIndex.STEPS - lowest; i++) {
                int step = policy == PlacementPolicy.BALANCE ? FreeMemoryIndex.STEPS - 1 - i : lowest + i;
                int host = firstFit(request, snapshot, spread, allowed, copies, step);
                if (host != NONE) {
                    snapshot.reserve(host, request);
                    return new Placed(snapshot.idOf(host), new Score(zoneCopies, copies, step, policy));
                }
            }
        }
        return null;
    }

    private static int firstFit(
            PlacementRequest request,
            ClusterSnapshot snapshot,
            ProcessSpread spread,
            long[] allowed,
            int copies,
            int step) {
        var candidates = snapshot.index().hostsAt(step);
        if (candidates.isEmpty()) {
            return NONE;
        }
        for (int word = 0; word < candidates.words.length; word++) {
            long bits = candidates.words[word] & allowed[word] & spread.exactly(copies, word);
            for (; bits != 0; bits &= bits - 1) {
                int host = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (snapshot.fits(host, request)) {
                    return host;
                }
            }
        }
        return NONE;
    }
}
