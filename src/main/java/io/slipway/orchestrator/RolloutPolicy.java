package io.slipway.orchestrator;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
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

    /** The indexes that may get a new instance now; while a deployment pauses, none gets its turn. */
    static List<IndexView> mayStart(List<IndexView> indexes, DeploymentPace pace) {
        long free = pace.paused()
                ? 0
                : atOnce(indexes.size(), pace)
                        - indexes.stream()
                                .filter(view -> view.wasTried() && !view.serves())
                                .count();
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

    private static int atOnce(int wanted, DeploymentPace pace) {
        return pace.strategy() instanceof DeploymentStrategy.Rolling(var maxInFlight)
                        && maxInFlight != DeploymentStrategy.Rolling.A_QUARTER
                ? maxInFlight
                : surge(wanted);
    }

    /** A quarter of the instances, at least one. */
    static int surge(int wanted) {
        return Math.max(1, (wanted * SURGE_PERCENT + 99) / 100);
    }
}
