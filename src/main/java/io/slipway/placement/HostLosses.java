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

/** What the loss of each host would do. Apps have no names here: who may know them is the asker's matter. Pure. */
final class HostLosses {

    private final List<HostView> hosts;

    private record Owner(AppId app, String process) {}

    private final Map<ProcessId, Owner> owners = new HashMap<>();
    private final LossMeter meter;

    HostLosses(List<HostView> hosts, Collection<InstanceRecord> placed, PlacementProperties properties) {
        this.hosts = hosts;
        placed.forEach(row -> owners.put(row.processId(), new Owner(row.appId(), row.processType())));
        meter = new LossMeter(Snapshots.of(hosts, placed, properties), occupants(placed));
    }

    /** One host with what its loss would do. */
    record Forecast(HostView host, LossForecast loss) {}

    /** All of them, by name. */
    List<Forecast> ofAll() {
        return hosts.stream().map(this::of).toList();
    }

    Forecast of(HostView host) {
        return new Forecast(host, meter.ifLost(host.id()));
    }

    /** The same for somebody who knows these apps by name. */
    HostLoss named(Forecast forecast, Map<AppId, AppPath> names) {
        return loss(forecast.host(), forecast.loss(), names);
    }

    /** What stops anyway is not placed again; it only takes room until it is gone. */
    private static List<Occupant> occupants(Collection<InstanceRecord> placed) {
        return placed.stream()
                .filter(row -> row.desired() == DesiredState.RUNNING)
                .sorted(Comparator.comparing(InstanceRecord::createdAt).thenComparing(InstanceRecord::index))
                .map(row -> new Occupant(Objects.requireNonNull(row.hostId()), Snapshots.requestOf(row)))
                .toList();
    }

    private HostLoss loss(HostView host, LossForecast forecast, Map<AppId, AppPath> names) {
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
                        .flatMap(loss -> named(loss, names))
                        .limit(HostLoss.MAX_APPS)
                        .toList());
    }

    private Stream<HostLoss.AppLoss> named(LossForecast.ProcessLoss loss, Map<AppId, AppPath> names) {
        return Stream.ofNullable(owners.get(loss.process()))
                .flatMap(owner -> Stream.ofNullable(names.get(owner.app()))
                        .map(name -> new HostLoss.AppLoss(
                                name, owner.process(), loss.lost(), loss.elsewhere(), loss.unplaced())));
    }
}
