package io.slipway.scheduler;

import io.slipway.scheduler.Placement.Placed;
import io.slipway.scheduler.Placement.Unplaceable;
import java.util.List;

/**
 * Picks hosts: the fewest copies of the same process first, then the most free memory, then the name. {@link #place} walks an
 * index and costs well under a microsecond for a thousand hosts; {@link #explain} asks every filter about every host and is for
 * people. A property test holds the two together.
 */
public final class Scheduler {

    private static final int NONE = -1;

    /** Chooses a host and reserves there, or says why none takes it. */
    public Placement place(PlacementRequest request, ClusterSnapshot snapshot) {
        var spread = snapshot.spreadOf(request.process());
        for (int copies = 0; copies <= spread.highest(); copies++) {
            for (int step = FreeMemoryIndex.STEPS - 1; step >= lowestStep(request, snapshot); step--) {
                int host = firstFit(request, snapshot, spread, copies, step);
                if (host != NONE) {
                    snapshot.reserve(host, request);
                    return new Placed(snapshot.idOf(host), new Score(copies, step));
                }
            }
        }
        return new Unplaceable(refusals(request, snapshot));
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

    private static int lowestStep(PlacementRequest request, ClusterSnapshot snapshot) {
        return snapshot.index().stepOf(request.memory().bytes());
    }

    private static int firstFit(
            PlacementRequest request, ClusterSnapshot snapshot, ProcessSpread spread, int copies, int step) {
        var candidates = snapshot.index().hostsAt(step);
        if (candidates.isEmpty()) {
            return NONE;
        }
        for (int word = 0; word < candidates.words.length; word++) {
            long bits = candidates.words[word] & spread.exactly(copies, word);
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
