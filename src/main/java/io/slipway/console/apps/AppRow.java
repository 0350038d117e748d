package io.slipway.console.apps;

import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.console.components.AppState;
import io.slipway.console.components.AppStates;
import io.slipway.console.components.Figures;
import io.slipway.console.components.InstanceBlocks;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.AppId;
import io.slipway.metrics.MetricService.Now;
import java.time.Instant;
import java.util.List;

/**
 * A row of the app list; two rows are equal when they look the same.
 *
 * @param blocks as the browser's blocks element reads them
 */
record AppRow(
        AppView app,
        AppState state,
        String blocks,
        String requests,
        String latency,
        String cpu,
        String memory,
        String release,
        long deployedAt,
        String deployedBy) {

    /** What stands for an app of which no figures are known. */
    static final Now UNMEASURED = new Now(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static AppRow of(AppView app, List<InstanceRow> instances, Now now) {
        DeploymentView deployment = app.deployment();
        Instant deployedAt = deployment == null ? app.createdAt() : deployment.startedAt();
        return new AppRow(
                app,
                AppStates.of(app, instances),
                InstanceBlocks.kinds(instances),
                Figures.perSecond(now.requestsPerSecond()).text(),
                Figures.millis(now.p95Millis()).text(),
                Figures.cpu(now.cpuMillis()).text(),
                memory(app, now),
                "v" + app.release().number(),
                deployedAt.toEpochMilli(),
                deployment == null ? app.release().createdBy() : deployment.actor());
    }

    AppId id() {
        return app.id();
    }

    String name() {
        return app.path().app();
    }

    String space() {
        return app.path().space().words();
    }

    /** "3/3", or nothing for an app that rests. */
    String count() {
        return state.wanted() == 0 && state.ready() == 0 ? "0" : state.ready() + "/" + state.wanted();
    }

    private static String memory(AppView app, Now now) {
        String limit = Figures.bytes(app.reservedMemoryBytes()).text();
        return Figures.bytes(now.memoryBytes()).text() + " / " + limit;
    }
}
