package io.slipway.placement;

import io.slipway.apps.AppPath;
import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.placement.DrainMove.Kind;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells people what draining a host means, by what {@link DrainPolicy} and the scheduler would decide. Pure, changes nothing. */
final class DrainPlanner {

    private static final String GONE = "–";
    private static final String INTERRUPTS =
            "interrupts: it runs once at most, so it stops here before it starts there";
    private static final Comparator<DrainMove> BY_NAME = Comparator.comparing(DrainMove::app)
            .thenComparing(DrainMove::process)
            .thenComparingInt(DrainMove::index);

    private final Cluster cluster;
    private final Function<ProcessId, Optional<ProcessSpec>> specs;
    private final int movesAtOnce;

    DrainPlanner(Cluster cluster, Function<ProcessId, Optional<ProcessSpec>> specs, int movesAtOnce) {
        this.cluster = cluster;
        this.specs = specs;
        this.movesAtOnce = movesAtOnce;
    }

    /** The plan for a host that may or may not be drained already. */
    DrainPlan plan(HostView host) {
        var rows =
                cluster.on(host.id()).stream().sorted(DrainPolicy.HEALTHY_FIRST).toList();
        var judge = new DrainJudge(cluster.draining(host.id()), rows, specs);
        var moves = rows.stream()
                .map(row -> move(row, judge.judge(row)))
                .sorted(BY_NAME)
                .toList();
        return new DrainPlan(host.id(), host.name(), host.drain(), movesAtOnce, moves);
    }

    private DrainMove move(InstanceRecord row, DrainStep step) {
        return switch (step) {
            case DrainStep.Fits(var target) ->
                move(row, Kind.MOVES, name(target), row.placement().atMostOne() ? INTERRUPTS : "");
            case DrainStep.Blocked(var why) -> move(row, Kind.BLOCKED, "", why);
            case DrainStep.Leaving(var why) -> move(row, Kind.LEAVES, "", why);
            case DrainStep.Moving(var successor) ->
                move(
                        row,
                        Kind.MOVING,
                        successor == null ? "" : name(successor.hostId()),
                        row.desired() == DesiredState.STOPPED
                                ? "its requests end, then it stops"
                                : progress(successor));
        };
    }

    private DrainMove move(InstanceRecord row, Kind kind, String host, String detail) {
        var spec = specs.apply(row.processId());
        return new DrainMove(
                row.id(),
                spec.map(DrainPlanner::appName).orElse(GONE),
                spec.map(ProcessSpec::type).orElse(""),
                row.index(),
                row.memory(),
                row.cpu(),
                kind,
                host,
                detail);
    }

    static String progress(@Nullable InstanceRecord successor) {
        if (successor == null) {
            return "its successor is being made";
        }
        if (successor.state() == InstanceState.PENDING) {
            return waiting(successor);
        }
        return successor.state() == InstanceState.RUNNING
                ? "its successor runs and is not ready yet"
                : "its successor starts";
    }

    private static String waiting(InstanceRecord successor) {
        if (successor.placementError() != null) {
            return "its successor waits for a host: " + successor.placementError();
        }
        return successor.notBefore() == null
                ? "its successor waits for a host"
                : "its successor crashed and waits for its next start";
    }

    static String appName(ProcessSpec spec) {
        return AppPath.of(spec.organizationName(), spec.spaceName(), spec.appName())
                .words();
    }

    private String name(@Nullable HostId id) {
        return id == null ? "" : cluster.host(id).map(HostView::name).orElse("");
    }
}
