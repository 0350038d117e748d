package io.slipway.placement;

import io.slipway.apps.DeploymentLedger;
import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostRegistry;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.RebalancePlan.Balance;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans of a rebalance over what is stored now, and how far the one under way is. */
@Component
class RebalancePlans {

    /** So many instances of one rebalance; what is left over is the next plan's. */
    static final int MAX_MOVES = 100;

    private static final String GONE = "–";
    private static final int PERCENT = 100;

    private final HostRegistry hosts;
    private final InstanceStore instances;
    private final DeploymentLedger apps;
    private final CurrentPlacement placement;
    private final DrainProperties drains;

    RebalancePlans(
            HostRegistry hosts,
            InstanceStore instances,
            DeploymentLedger apps,
            CurrentPlacement placement,
            DrainProperties drains) {
        this.hosts = hosts;
        this.instances = instances;
        this.apps = apps;
        this.placement = placement;
        this.drains = drains;
    }

    /** What a rebalance would move now. */
    Planned plan() {
        var cluster = cluster();
        var specs = askedOnce();
        var planner = new RebalancePlanner(cluster, specs);
        var moves = planner.plan(MAX_MOVES);
        var shown = moves.stream()
                .flatMap(move -> shown(move, cluster, specs, Kind.MOVES, move.to(), "").stream())
                .toList();
        var plan = new RebalancePlan(
                fingerprint(moves),
                null,
                null,
                false,
                moves.size(),
                drains.movesAtOnce(),
                shown,
                balance(cluster, planner.movableCount()));
        return new Planned(moves, plan);
    }

    /** A plan with what is to be stored of it. */
    record Planned(List<OrderedMove> moves, RebalancePlan plan) {}

    /** How far the one under way is. */
    RebalancePlan progress(RebalanceOrder order) {
        var cluster = cluster();
        var specs = askedOnce();
        var rows = rows(cluster, order.moves());
        var judge = new DrainJudge(cluster, rows, specs);
        var shown = order.moves().stream()
                .flatMap(move -> rows.stream()
                        .filter(row -> row.id().equals(move.id()))
                        .flatMap(row -> shown(move, cluster, specs, judge.rejudge(row)).stream()))
                .toList();
        return new RebalancePlan(
                "",
                order.since(),
                order.by(),
                order.paused(),
                order.instances(),
                drains.movesAtOnce(),
                shown,
                balance(cluster, rows.size()));
    }

    private static Optional<RebalanceMove> shown(
            OrderedMove move, Cluster cluster, Function<ProcessId, Optional<ProcessSpec>> specs, DrainStep step) {
        return switch (step) {
            case DrainStep.Fits(var target) -> shown(move, cluster, specs, Kind.MOVES, target, "");
            case DrainStep.Blocked(var why) -> shown(move, cluster, specs, Kind.BLOCKED, null, why);
            case DrainStep.Leaving(var why) -> shown(move, cluster, specs, Kind.LEAVES, null, why);
            case DrainStep.Moving(var successor) ->
                shown(
                        move,
                        cluster,
                        specs,
                        Kind.MOVING,
                        successor == null ? null : successor.hostId(),
                        DrainPlanner.progress(successor));
        };
    }

    private static Optional<RebalanceMove> shown(
            OrderedMove move,
            Cluster cluster,
            Function<ProcessId, Optional<ProcessSpec>> specs,
            Kind kind,
            @Nullable HostId target,
            String detail) {
        return rows(cluster, List.of(move)).stream()
                .findFirst()
                .map(row -> new RebalanceMove(
                        row.id(),
                        specs.apply(row.processId()).map(DrainPlanner::appName).orElse(GONE),
                        specs.apply(row.processId()).map(ProcessSpec::type).orElse(""),
                        row.index(),
                        row.memory(),
                        name(cluster, move.from()),
                        name(cluster, target),
                        move.reason(),
                        move.why(),
                        kind,
                        detail));
    }

    private static List<InstanceRecord> rows(Cluster cluster, List<OrderedMove> moves) {
        var ids = moves.stream().map(OrderedMove::id).collect(Collectors.toSet());
        return cluster.placed().stream().filter(row -> ids.contains(row.id())).toList();
    }

    private static Balance balance(Cluster cluster, int movable) {
        Map<HostId, Long> reserved = cluster.placed().stream()
                .collect(Collectors.groupingBy(
                        row -> Optional.ofNullable(row.hostId()).orElseThrow(),
                        Collectors.summingLong(row -> row.memory().bytes())));
        var shares = cluster.hosts().stream()
                .filter(HostView::isSchedulable)
                .mapToInt(host -> share(host, reserved.getOrDefault(host.id(), 0L)))
                .summaryStatistics();
        boolean none = shares.getCount() == 0;
        return new Balance(
                movable,
                Misplaced.in(cluster).size(),
                Math.toIntExact(shares.getCount()),
                none ? 0 : shares.getMin(),
                none ? 0 : shares.getMax());
    }

    private static int share(HostView host, long reserved) {
        long all = host.memory().bytes() - host.reservedMemory().bytes();
        return all <= 0 ? 0 : Math.toIntExact(reserved * PERCENT / all);
    }

    /** Instances and where they go: reasons may read differently a moment later. */
    private static String fingerprint(List<OrderedMove> moves) {
        var text = moves.stream()
                .flatMap(move -> Stream.of(
                        move.id().toString(), move.from().toString(), move.to().toString()))
                .collect(Collectors.joining("/"));
        return moves.isEmpty()
                ? "nothing"
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String name(Cluster cluster, @Nullable HostId id) {
        return cluster.host(id).map(HostView::name).orElse("");
    }

    private Cluster cluster() {
        return Cluster.of(hosts.all(), instances, placement.now());
    }

    private Function<ProcessId, Optional<ProcessSpec>> askedOnce() {
        var known = new HashMap<ProcessId, Optional<ProcessSpec>>();
        return id -> known.computeIfAbsent(id, apps::spec);
    }
}
