package io.slipway.orchestrator;

import java.util.ArrayList;
import java.util.List;

/**
 * How many indexes change to a new release at a time. An index that nothing holds starts at once; one that a predecessor holds
 * waits for its turn, lowest index first. An index whose turn came but which does not serve blocks the next, so a release that
 * does not run costs no more than its surge.
 */
final class RolloutPolicy {

    private static final int SURGE_PERCENT = 25;

    private RolloutPolicy() {}

    /** The indexes that may get a new instance now. */
    static List<IndexView> mayStart(List<IndexView> indexes) {
        long free = surge(indexes.size())
                - indexes.stream().filter(view -> view.wasTried() && !view.serves()).count();
        var starting = new ArrayList<IndexView>();
        for (var view : indexes) {
            if (view.hasCurrentCandidate() || view.waitsForItsHost()) {
                continue;
            }
            boolean hasItsTurn = !view.hasPredecessor() || view.wasTried();
            if (hasItsTurn || free-- > 0) {
                starting.add(view);
            }
        }
        return starting;
    }

    /** A quarter of the instances, at least one. */
    static int surge(int wanted) {
        return Math.max(1, (wanted * SURGE_PERCENT + 99) / 100);
    }
}
