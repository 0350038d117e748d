package io.slipway.orchestrator;

import io.slipway.kernel.AppId;
import io.slipway.metrics.ReleaseFigures;
import java.time.Instant;

/** What users saw of a release: {@link io.slipway.metrics.ReleaseTraffic} as the loop sees it. A seam to the world. */
@FunctionalInterface
interface TrafficFigures {

    /** What it answered since a moment, as far as it is known by now. */
    ReleaseFigures of(AppId app, int release, Instant since);
}
