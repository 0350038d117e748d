package io.slipway.router;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The living endpoints of one route, and which of them is next: the one with the least to do, release by release where they share. */
final class Balancer {

    private final Upstream[] upstreams;
    private final @Nullable SplitUpstreams split;

    Balancer(@Nullable TrafficSplit split, List<Upstream> upstreams) {
        this.upstreams = upstreams.toArray(Upstream[]::new);
        this.split = SplitUpstreams.of(split, upstreams);
    }

    boolean isEmpty() {
        return upstreams.length == 0;
    }

    /**
     * The next endpoint: of the group whose turn it is where releases share the route, else of all. A group that has none to offer is
     * passed over.
     */
    @Nullable
    Upstream choose(SplittableRandom random, long now, List<Upstream> tried, InstanceWish wish) {
        SplitUpstreams shared = split;
        if (shared != null) {
            Upstream[] group = tried.isEmpty() ? shared.next() : shared.larger();
            Upstream chosen = choose(group, start(group, random), now, tried, wish);
            if (chosen != null && !chosen.isSetAside(now)) {
                return chosen;
            }
        }
        return choose(upstreams, start(upstreams, random), now, tried, wish);
    }

    /**
     * The endpoint with the least under way, among equals the first from {@code offset} on; one that was set aside only if there is no
     * other, and never one that was tried already.
     */
    @Nullable
    Upstream choose(int offset, long now, List<Upstream> tried, InstanceWish wish) {
        return choose(upstreams, offset, now, tried, wish);
    }

    /** The endpoint that a session lives on, if it is there and takes connections. */
    @Nullable
    Upstream find(StickySession session, long now, List<Upstream> tried) {
        for (Upstream candidate : upstreams) {
            if (session.isOn(candidate)) {
                return candidate.isSetAside(now) || tried.contains(candidate) ? null : candidate;
            }
        }
        return null;
    }

    private static int start(Upstream[] among, SplittableRandom random) {
        return among.length <= 1 ? 0 : random.nextInt(among.length);
    }

    private static @Nullable Upstream choose(
            Upstream[] upstreams, int offset, long now, List<Upstream> tried, InstanceWish wish) {
        Upstream best = null;
        int bestLoad = 0;
        int count = upstreams.length;
        int at = offset;
        for (int i = 0; i < count; i++) {
            Upstream candidate = upstreams[at];
            at = at + 1 == count ? 0 : at + 1;
            if ((!tried.isEmpty() && tried.contains(candidate)) || !wish.allows(candidate)) {
                continue;
            }
            int load = candidate.isSetAside(now) ? Integer.MAX_VALUE : candidate.inFlight();
            if (best == null || load < bestLoad) {
                best = candidate;
                bestLoad = load;
            }
        }
        return best;
    }
}
