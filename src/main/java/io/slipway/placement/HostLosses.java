package io.slipway.placement;

import io.slipway.apps.AppPath;
import io.slipway.hosts.HostView;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.LossForecast;
import io.slipway.scheduler.LossMeter;
import io.slipway.scheduler.Occupant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the loss of each host would do, with the names of the apps. Pure. */
final class HostLosses {

    private final List<HostView> hosts;
    private final Map<AppId, AppPath> names;
    private final Map<ProcessId, AppId> apps = new HashMap<>();
    private final LossMeter meter;

    HostLosses(
            List<HostView> hosts,
            Collection<InstanceRecord> placed,
            Map<AppId, AppPath> names,
            PlacementProperties properties) {
        this.hosts = hosts;
        this.names = names;
        placed.forEach(row -> apps.put(row.processId(), row.appId()));
        meter = new LossMeter(Snapshots.of(hosts, placed, properties), occupants(placed));
    }

    List<HostLoss> ofAll() {
        return hosts.stream().map(this::of).toList();
    }

    HostLoss of(HostView host) {
        return loss(host, meter.ifLost(host.id()));
    }

    /** What stops anyway is not placed again; it only takes room until it is gone. */
    private static List<Occupant> occupants(Collection<InstanceRecord> placed) {
        return placed.stream()
                .filter(row -> row.desired() == DesiredState.RUNNING)
                .sorted(Comparator.comparing(InstanceRecord::createdAt).thenComparing(InstanceRecord::index))
                .map(row -> new Occupant(Objects.requireNonNull(row.hostId()), Snapshots.requestOf(row)))
                .toList();
    }

    private HostLoss loss(HostView host, LossForecast forecast) {
        return new HostLoss(
                host.id(),
                host.name(),
                host.state() == HostView.State.READY,
                forecast.instances(),
                forecast.unplaced(),
                new DataSize(forecast.missingMemory()),
                new Cpu(Math.toIntExact(forecast.missingCpu())),
                forecast.ruledOut(),
                forecast.processes().stream()
                        .flatMap(this::named)
                        .limit(HostLoss.MAX_APPS)
                        .toList());
    }

    private Stream<HostLoss.AppLoss> named(LossForecast.ProcessLoss loss) {
        return Stream.ofNullable(apps.get(loss.process()))
                .flatMap(app -> Stream.ofNullable(names.get(app)))
                .map(name -> new HostLoss.AppLoss(name, loss.lost(), loss.elsewhere(), loss.unplaced()));
    }
}
