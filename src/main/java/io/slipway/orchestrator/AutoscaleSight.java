package io.slipway.orchestrator;

import io.slipway.apps.ProcessSpec;
import io.slipway.autoscale.AutoscaleLedger.Watched;
import io.slipway.autoscale.Load;
import io.slipway.autoscale.MeasuredLoads;
import io.slipway.autoscale.Room;
import io.slipway.autoscale.Situation;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.ProcessId;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.ProcessMetricQuery;
import io.slipway.placement.Cluster;
import io.slipway.placement.Headroom;
import io.slipway.placement.PlacementProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sees how a process is: what it bears, by its measurements; what speaks against a move; whether more would fit. What should run is
 * remembered between looks and read anew before a move, so that looking costs no query.
 */
final class AutoscaleSight {

    /** As fine as agents measure. */
    private static final Duration STEP = Duration.ofSeconds(10);

    /** A step ends on each host at its own moment around the common one, and then it is sent: only after this all have told of it. */
    static final Duration SETTLING = Duration.ofSeconds(7);

    /** Averages reach back so much further than the cool-down. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    /** A host that is silent for longer is taken for dead: its router serves nobody. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private final WantedState wanted;
    private final InstanceStore store;
    private final Function<ProcessMetricQuery, MetricSeries> metrics;
    private final Supplier<List<HostView>> hosts;
    private final PlacementProperties placing;
    private final Duration warmUp;
    private final Clock clock;
    private final Instant began;
    private final Map<ProcessId, ProcessSpec> specs = new ConcurrentHashMap<>();

    AutoscaleSight(
            WantedState wanted,
            InstanceStore store,
            Function<ProcessMetricQuery, MetricSeries> metrics,
            Supplier<List<HostView>> hosts,
            PlacementProperties placing,
            Duration warmUp,
            Clock clock) {
        this.wanted = wanted;
        this.store = store;
        this.metrics = metrics;
        this.hosts = hosts;
        this.placing = placing;
        this.warmUp = warmUp;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Has what should run of a process read anew at the next look. */
    void forget(ProcessId process) {
        specs.remove(process);
    }

    /** Forgets all but these processes. */
    void keep(List<ProcessId> processes) {
        specs.keySet().retainAll(processes);
    }

    /** The situation of a process; empty when it is gone. */
    Optional<Situation> look(Watched watched) {
        var known = Optional.ofNullable(specs.get(watched.processId()));
        var spec = known.or(() -> wanted.spec(watched.processId()));
        spec.ifPresent(found -> specs.put(watched.processId(), found));
        return spec.map(found -> situation(watched, found));
    }

    /** How many of a process the hosts can hold, if it had this many more. */
    Room room(ProcessId process, int current, int more) {
        var rows = living(store.ofProcess(process));
        var waiting = rows.stream().filter(row -> row.hostId() == null).toList();
        return waiting.stream()
                .filter(row -> row.placementError() != null)
                .findFirst()
                .map(row -> new Room(current - waiting.size(), String.valueOf(row.placementError())))
                .or(() -> tried(rows, current, more, waiting.size()))
                .orElse(Room.ENOUGH);
    }

    /** Those that wait are placed in a moment, and need their room before any more. */
    private Optional<Room> tried(List<InstanceRecord> rows, int current, int more, int waiting) {
        return rows.stream()
                .filter(row -> row.hostId() != null && !row.moving())
                .findFirst()
                .map(like -> Headroom.of(Cluster.of(hosts.get(), store, placing), like, more + waiting))
                .map(headroom -> new Room(current + headroom.more() - waiting, headroom.why()));
    }

    private Situation situation(Watched watched, ProcessSpec spec) {
        var now = clock.instant();
        var base = spec.base();
        int current = base == null ? spec.wanted() : base.wanted();
        var rows = store.ofProcess(watched.processId());
        return new Situation(
                now,
                current,
                loads(watched, spec, living(rows), now),
                watched.lastMove(),
                Room.ENOUGH,
                Restraint.pause(spec, rows, now),
                Restraint.keep(spec, watched.policy(), isAnySilent(now)));
    }

    private List<Load> loads(Watched watched, ProcessSpec spec, List<InstanceRecord> living, Instant now) {
        var to = now.minus(SETTLING);
        var series = metrics.apply(new ProcessMetricQuery(
                watched.appId(),
                watched.processId(),
                MeasuredLoads.kinds(watched.policy()),
                to.minus(watched.policy().coolDownDown()).minus(BEFORE),
                to,
                STEP));
        var size = spec.settings().size();
        var expected = IntStream.range(0, spec.wanted()).boxed().collect(Collectors.toSet());
        var share = new MeasuredLoads.Share(size.cpu().millis(), size.memory().bytes());
        return MeasuredLoads.of(series, expected, share, new WarmedUp(living, warmUp));
    }

    private boolean isAnySilent(Instant now) {
        return hosts.get().stream()
                .filter(host -> host.state() != HostView.State.READY)
                .map(host -> Optional.ofNullable(host.lastHeartbeat()).orElse(began))
                .anyMatch(heard -> heard.plus(SILENCE).isAfter(now));
    }

    private static List<InstanceRecord> living(List<InstanceRecord> rows) {
        return rows.stream()
                .filter(row -> row.desired() == DesiredState.RUNNING)
                .filter(row -> !row.state().isTerminal())
                .toList();
    }
}
