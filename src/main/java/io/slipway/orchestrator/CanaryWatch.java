package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.BoundedMap;
import io.slipway.kernel.DeploymentId;
import io.slipway.metrics.ReleaseFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at canaries on trial, and remembers since when one is not well; a new server begins to count anew. Belongs to one thread. */
final class CanaryWatch {

    /** More canaries than are on trial at a time. */
    private static final int REMEMBERED = 1_000;

    private final TrafficFigures figures;
    private final Map<DeploymentId, Instant> ailingSince = BoundedMap.ofLastUsed(REMEMBERED);

    CanaryWatch(TrafficFigures figures) {
        this.figures = figures;
    }

    /**
     * What is seen of a canary now.
     *
     * @param rows of its release
     * @param serves whether all of its step's instances take traffic
     */
    CanaryJudge.Sight look(ProcessSpec spec, List<InstanceRecord> rows, boolean serves, Instant now) {
        var deployment = Objects.requireNonNull(spec.deployment());
        int ailing = (int) rows.stream().filter(CanaryWatch::isAiling).count();
        if (ailing == 0) {
            ailingSince.remove(deployment);
            return new CanaryJudge.Sight(serves, 0, null, figuresOf(spec, now));
        }
        var since = ailingSince.computeIfAbsent(deployment, id -> now);
        return new CanaryJudge.Sight(serves, ailing, since, figuresOf(spec, now));
    }

    /** Asked from the beginning, so that the answers are counted by the time they matter. */
    private ReleaseFigures figuresOf(ProcessSpec spec, Instant now) {
        var since = spec.pace().shareSince();
        return figures.of(spec.appId(), spec.releaseNumber(), since == null ? now : since);
    }

    private static boolean isAiling(InstanceRecord row) {
        return row.state() == InstanceState.RUNNING && row.desired() == DesiredState.RUNNING && !row.routable();
    }
}
