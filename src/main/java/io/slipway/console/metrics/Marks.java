package io.slipway.console.metrics;

import io.slipway.apps.DeploymentView;
import io.slipway.console.components.MetricChart.Mark;
import io.slipway.instances.InstanceRow;
import java.util.List;
import java.util.stream.Stream;

/** The moments that explain a bend in a chart: deployments and crashes. */
final class Marks {

    /** More marks than this on one chart tell nothing. */
    private static final int MOST = 40;

    private Marks() {}

    static List<Mark> of(List<DeploymentView> deployments, List<InstanceRow> instances) {
        var crashes =
                instances.stream().filter(InstanceRow::hasCrashed).limit(MOST).map(Marks::crash);
        return Stream.concat(deployments.stream().limit(MOST).map(Marks::deployment), crashes)
                .toList();
    }

    private static Mark deployment(DeploymentView deployment) {
        var release = "v" + deployment.releaseNumber();
        var failed = deployment.state() == DeploymentView.State.FAILED;
        return new Mark(
                deployment.startedAt(),
                failed ? Mark.Kind.FAILED : Mark.Kind.DEPLOYED,
                release,
                release + " " + deployment.trigger() + " by " + deployment.actor() + (failed ? ", failed" : ""));
    }

    private static Mark crash(InstanceRow row) {
        var how = row.outOfMemory() ? "ran out of memory" : "crashed";
        var status = row.exitCode() == null ? "" : ", exit status " + row.exitCode();
        return new Mark(row.stateSince(), Mark.Kind.CRASHED, "", "instance " + row.name() + " " + how + status);
    }
}
