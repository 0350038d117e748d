package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import io.slipway.scheduler.Placement.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Hosts of all kinds and what is placed on them; the same for the same seed. */
final class RandomCluster {

    private final Random random;
    private final List<SchedulableHost> hosts;
    private final int overcommit;
    private final List<Occupant> occupants = new ArrayList<>();

    private RandomCluster(List<SchedulableHost> hosts, Random random) {
        this.hosts = hosts;
        this.random = random;
        this.overcommit = 1 + random.nextInt(3);
    }

    static RandomCluster of(int count, Random random) {
        var hosts = new ArrayList<SchedulableHost>();
        for (int i = 0; i < count; i++) {
            hosts.add(new SchedulableHost(
                    new HostId(new UUID(1, i)),
                    "host-" + i,
                    random.nextInt(10) > 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0,
                    random.nextInt(10) == 0 ? "disk is full" : null,
                    DataSize.ofMebibytes(random.nextInt(4096)),
                    new Cpu(random.nextInt(4000))));
        }
        return new RandomCluster(hosts, random);
    }

    /** A request of one of a few processes. */
    PlacementRequest request() {
        return new PlacementRequest(
                new ProcessId(new UUID(2, random.nextInt(5))),
                DataSize.ofMebibytes(random.nextInt(1024)),
                new Cpu(random.nextInt(1000)));
    }

    static PlacementRequest withMemory(PlacementRequest request, long bytes) {
        return new PlacementRequest(request.process(), new DataSize(bytes), request.cpu());
    }

    List<SchedulableHost> hosts() {
        return hosts;
    }

    List<Occupant> occupants() {
        return occupants;
    }

    /** With nothing placed. */
    ClusterSnapshot snapshot() {
        return new ClusterSnapshot(hosts, overcommit);
    }

    /** With what this many requests came to; remembered. */
    ClusterSnapshot filled(int requests) {
        var snapshot = snapshot();
        var scheduler = new Scheduler();
        for (int i = 0; i < requests; i++) {
            var request = request();
            if (scheduler.place(request, snapshot) instanceof Placed placed) {
                occupants.add(new Occupant(placed.host(), request));
            }
        }
        return snapshot;
    }

    /** With what was remembered. */
    ClusterSnapshot filledAgain() {
        return occupied(hosts);
    }

    /** With what was remembered, after the agent of one host fell silent. */
    ClusterSnapshot without(HostId lost) {
        return occupied(hosts.stream()
                .map(host -> host.id().equals(lost) ? host.unready() : host)
                .toList());
    }

    /** With what was remembered, after a change of one host. */
    ClusterSnapshot after(Remedy remedy) {
        return occupied(hosts.stream()
                .map(host -> host.id().equals(remedy.id()) ? changed(host, remedy) : host)
                .toList());
    }

    private SchedulableHost changed(SchedulableHost host, Remedy remedy) {
        return new SchedulableHost(
                host.id(),
                host.name(),
                host.ready() || remedy.repair() != null,
                host.cordoned() && !remedy.uncordon(),
                host.draining() && !remedy.endDrain(),
                remedy.repair() == null ? host.problem() : null,
                new DataSize(host.memory().bytes() + remedy.memory()),
                new Cpu(host.cpu().millis() + Math.toIntExact(Math.ceilDiv(remedy.cpu(), overcommit))));
    }

    private ClusterSnapshot occupied(List<SchedulableHost> present) {
        var snapshot = new ClusterSnapshot(present, overcommit);
        occupants.forEach(occupant -> snapshot.occupy(occupant.host(), occupant.request()));
        return snapshot;
    }
}
