package io.slipway.router;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a route in two groups, of which each gets its share of the requests whatever its size. The share is exact in
 * every hundred requests that follow each other, and as evenly spread as it can be: no luck decides. Shared by all threads; one
 * counter is all that they have in common.
 */
final class SplitUpstreams {

    private static final int ROUND = 100;

    /** Without a common factor with a hundred, and near its golden section: neighbours land far from each other. */
    private static final int STRIDE = 61;

    private final Upstream[] release;
    private final Upstream[] others;
    private final int percent;
    private final AtomicInteger turn =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(ROUND));

    private SplitUpstreams(Upstream[] release, Upstream[] others, int percent) {
        this.release = release;
        this.others = others;
        this.percent = percent;
    }

    /** The groups of a route's endpoints; null where there is nothing to divide. */
    static @Nullable SplitUpstreams of(@Nullable TrafficSplit split, List<Upstream> upstreams) {
        if (split == null) {
            return null;
        }
        Upstream[] release = upstreams.stream()
                .filter(upstream -> upstream.endpoint().release() == split.release())
                .toArray(Upstream[]::new);
        Upstream[] others = upstreams.stream()
                .filter(upstream -> upstream.endpoint().release() != split.release())
                .toArray(Upstream[]::new);
        return release.length == 0 || others.length == 0 ? null : new SplitUpstreams(release, others, split.percent());
    }

    /** The group whose turn it is. */
    Upstream[] next() {
        int position = (turn.getAndIncrement() & Integer.MAX_VALUE) % ROUND * STRIDE % ROUND;
        return position < percent ? release : others;
    }

    /** The group that takes what failed elsewhere, so that trouble of others does not raise the share of a release on trial. */
    Upstream[] larger() {
        return percent == ROUND ? release : others;
    }
}
