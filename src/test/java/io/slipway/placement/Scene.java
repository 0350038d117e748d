package io.slipway.placement;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.Drain;
import io.slipway.hosts.HostExample;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import io.slipway.scheduler.PlacementPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Hosts, apps and instances as a test sets them up; instances take 256 MB unless said otherwise. */
final class Scene {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<HostId, HostView> hosts = new LinkedHashMap<>();
    private final Map<ProcessId, ProcessSpec> specs = new LinkedHashMap<>();
    private final List<InstanceRecord> rows = new ArrayList<>();
    private final Map<HostId, Labels> labels = new HashMap<>();
    private @Nullable RebalanceOrder order;
    private PlacementPolicy policy = PlacementPolicy.BALANCE;

    /** An instance to be changed before it is added. */
    record Row(
            ProcessSpec spec,
            int index,
            ReleaseId release,
            DesiredState desired,
            InstanceState state,
            boolean routable,
            boolean moving,
            DataSize memory,
            @Nullable HostId host,
            @Nullable String placementError,
            PlacementRules rules) {

        Row onTheMove() {
            return new Row(spec, index, release, desired, state, routable, true, memory, host, placementError, rules);
        }

        Row stopping() {
            return new Row(
                    spec,
                    index,
                    release,
                    DesiredState.STOPPED,
                    state,
                    false,
                    moving,
                    memory,
                    host,
                    placementError,
                    rules);
        }

        Row notRoutable() {
            return new Row(spec, index, release, desired, state, false, moving, memory, host, placementError, rules);
        }

        Row ofOldRelease() {
            return new Row(
                    spec,
                    index,
                    ReleaseId.create(),
                    desired,
                    state,
                    routable,
                    moving,
                    memory,
                    host,
                    placementError,
                    rules);
        }

        Row taking(long mebibytes) {
            return new Row(
                    spec,
                    index,
                    release,
                    desired,
                    state,
                    routable,
                    moving,
                    DataSize.ofMebibytes(mebibytes),
                    host,
                    placementError,
                    rules);
        }

        Row ruled(String constraints, int atMostPerHost) {
            return new Row(
                    spec,
                    index,
                    release,
                    desired,
                    state,
                    routable,
                    moving,
                    memory,
                    host,
                    placementError,
                    PlacementRules.parse(constraints, atMostPerHost));
        }

        Row refused(String error) {
            return new Row(
                    spec, index, release, desired, InstanceState.PENDING, false, moving, memory, null, error, rules);
        }
    }

    HostView host(String name, long mebibytes) {
        var host = host(HostId.create(), name, HostView.State.READY, mebibytes, null);
        hosts.put(host.id(), host);
        return host;
    }

    /** Says something else of a host from now on. */
    void label(HostView host, String text) {
        labels.put(host.id(), Labels.parse(text, "labels"));
        set(host, now(host).state(), now(host).drain());
    }

    /** Orders a rebalance of these, whatever a planner says. */
    void rebalance(boolean paused, OrderedMove... moves) {
        order = new RebalanceOrder(NOON, "mia", paused, moves.length, List.of(moves));
    }

    /** Carries out moves at once. */
    void apply(List<OrderedMove> moves) {
        for (var move : moves) {
            rows.replaceAll(row -> row.id().equals(move.id()) ? at(move.to(), row) : row);
        }
    }

    private static InstanceRecord at(HostId host, InstanceRecord row) {
        return new InstanceRecord(
                row.id(),
                row.appId(),
                row.processId(),
                row.processType(),
                row.spaceId(),
                row.index(),
                row.incarnation(),
                row.releaseId(),
                row.releaseNumber(),
                row.restartToken(),
                row.desired(),
                row.state(),
                row.stateSince(),
                row.createdAt(),
                host,
                row.placementError(),
                row.routable(),
                row.address(),
                row.ports(),
                row.memory(),
                row.cpu(),
                row.exitCode(),
                row.outOfMemory(),
                row.reason(),
                row.detail(),
                row.notBefore(),
                row.restarts(),
                row.progress(),
                row.moving(),
                row.placement());
    }

    void drain(HostView host) {
        drain(host, NOON);
    }

    void drain(HostView host, Instant since) {
        set(host, HostView.State.READY, new Drain(since, "mia", false, 12));
    }

    void pause(HostView host) {
        set(host, HostView.State.READY, new Drain(NOON, "mia", true, 12));
    }

    void lose(HostView host) {
        set(host, HostView.State.UNREACHABLE, now(host).drain());
    }

    HostView now(HostView host) {
        return Objects.requireNonNull(hosts.get(host.id()));
    }

    ProcessSpec app(String name, int wanted) {
        var spec = new ProcessSpec(
                ProcessId.create(),
                "web",
                AppId.create(),
                name,
                SpaceId.create(),
                "dev",
                OrganizationId.create(),
                "acme",
                wanted,
                ReleaseId.create(),
                3,
                "example/web:1",
                "sha256:1",
                ProcessSettings.DEFAULT.withPorts(Ports.of(8080)).withHealthCheck(HealthCheck.DEFAULT),
                Map.of(),
                "token",
                null,
                List.of(),
                false,
                DeploymentPace.ORDINARY,
                null);
        specs.put(spec.processId(), spec);
        return spec;
    }

    InstanceRecord runs(ProcessSpec spec, int index, HostView host) {
        return runs(spec, index, host, row -> row);
    }

    InstanceRecord runs(ProcessSpec spec, int index, HostView host, UnaryOperator<Row> change) {
        var row = change.apply(new Row(
                spec,
                index,
                spec.releaseId(),
                DesiredState.RUNNING,
                InstanceState.RUNNING,
                true,
                false,
                DataSize.ofMebibytes(256),
                host.id(),
                null,
                PlacementRules.NONE));
        var added = record(row);
        rows.add(added);
        return added;
    }

    Cluster cluster() {
        return new Cluster(
                List.copyOf(hosts.values()),
                rows.stream().filter(row -> row.hostId() != null).toList(),
                rows.stream().filter(row -> row.hostId() == null).toList(),
                new PlacementProperties(8, Duration.ofMillis(50), policy),
                order);
    }

    Optional<ProcessSpec> spec(ProcessId id) {
        return Optional.ofNullable(specs.get(id));
    }

    DrainRound round() {
        return DrainPolicy.next(cluster(), this::spec, 2);
    }

    DrainPlan plan(HostView host) {
        return new DrainPlanner(cluster(), this::spec, 2).plan(now(host));
    }

    private void set(HostView host, HostView.State state, @Nullable Drain drain) {
        hosts.put(host.id(), host(host.id(), host.name(), state, host.memory().toMebibytes(), drain));
    }

    void pack() {
        policy = PlacementPolicy.BIN_PACK;
    }

    private HostView host(HostId id, String name, HostView.State state, long mebibytes, @Nullable Drain drain) {
        return HostExample.named(name)
                .id(id)
                .state(state)
                .memory(mebibytes)
                .drain(drain)
                .labels(labels.getOrDefault(id, Labels.NONE))
                .view();
    }

    private InstanceRecord record(Row row) {
        return new InstanceRecord(
                InstanceId.create(),
                row.spec().appId(),
                row.spec().processId(),
                row.spec().type(),
                row.spec().spaceId(),
                row.index(),
                1 + rows.size(),
                row.release(),
                row.spec().releaseNumber(),
                row.spec().restartToken(),
                row.desired(),
                row.state(),
                NOON,
                NOON.plusSeconds(rows.size()),
                row.host(),
                row.placementError(),
                row.routable(),
                null,
                row.spec().settings().ports(),
                row.memory(),
                new Cpu(100),
                null,
                false,
                null,
                null,
                null,
                0,
                null,
                row.moving(),
                row.rules());
    }
}
