package io.slipway.agent;

import io.slipway.kernel.Cidr;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.HostSubnet;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.Welcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of this host that has to do with containers: network, filters, warm sandboxes, lanes. Works once it knows the
 * host's subnet, from a server's welcome or from the memory of one. Its lane ("bulker") lists all containers every 30 s and
 * feeds the same look-ups as the engine's events do, so that a lost event costs time and nothing else.
 */
final class HostInstances implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HostInstances.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration STRAY_GRACE = Duration.ofSeconds(10);
    /** As many as C libraries ask. */
    private static final int MOST_RESOLVERS = 3;

    private static final Path PROCESSES = Path.of("/proc");
    private static final HostRoutes ROUTES = new HostRoutes(Path.of("/proc/net/route"));

    private final HostSettings settings;
    private final ContainerRuntime runtime;
    private final ImageDesk images;
    private final HostNetwork network;
    private final PeerRoutes routes;
    private final Neighbours neighbours;
    private final PrivateFiles files;
    private final Quarantine quarantine;
    private final EtcFiles etc;
    private final Semaphore starts = new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);
    private final InstanceContainers containers;
    private final Fences fences = new Fences(PROCESSES);
    private final InstanceLanes lanes;
    private final Object bell = new Object();
    private volatile String problem = "";
    private volatile @Nullable Sandboxes sandboxes;
    private volatile @Nullable Welcome welcome;
    private volatile @Nullable Map<String, RunSpec> assigned;
    private volatile int warmWanted;
    private @Nullable Thread bulker;
    private @Nullable AutoCloseable events;
    private @Nullable FilterPlan filters;
    private volatile List<HostSubnet> hosts = List.of();
    private boolean rung;

    /**
     * What does not change while the agent runs.
     *
     * @param clusterId whose containers these are
     * @param network name of the network in the engine
     * @param bridge its interface
     * @param hostName for sentences to people
     */
    record HostSettings(String clusterId, String network, String bridge, String hostName) {}

    HostInstances(HostSettings settings, AgentParts parts, Reports reports, HostNetwork network, Clock clock) {
        this.settings = settings;
        this.runtime = parts.runtime();
        this.images = parts.images();
        this.network = network;
        this.routes = new PeerRoutes(settings.bridge());
        this.files = parts.files();
        this.quarantine = new Quarantine(files, clock);
        this.etc = new EtcFiles(files.folder().resolve("etc"));
        this.neighbours = new Neighbours(settings.bridge(), network);
        this.containers = new InstanceContainers(
                runtime, images, parts.watchers(), starts, settings.clusterId(), neighbours, fences);
        var checks = new InstanceChecks(parts.probe(), new ListeningSockets(PROCESSES));
        this.lanes = new InstanceLanes(new InstanceDriver(containers, checks, reports, clock));
    }

    /** Takes what the server says of this host; the first time everything is set up from it, in the background. */
    synchronized void welcome(Welcome said) {
        var before = welcome;
        if (before != null && !before.getSubnet().equals(said.getSubnet())) {
            log.atError().log("The server gave this host another subnet; it is used after a restart of the agent");
            return;
        }
        welcome = said;
        if (bulker == null) {
            bulker = Thread.ofVirtual().name("bulker").start(this::bulk);
        } else if (before != null && !before.getProtectedAddressesList().equals(said.getProtectedAddressesList())) {
            ring();
        }
    }

    /** What must never run twice at once; told of heartbeats and of what the server says to them. */
    Fences fences() {
        return fences;
    }

    /** Takes a complete assignment. Containers of this cluster that it does not name are removed. */
    void apply(HostAssignment assignment) {
        quarantine.acknowledged(assignment.getAcknowledgedTable());
        lanes.apply(assignment.getInstancesList());
        warmWanted = assignment.getWarmSandboxes();
        assigned = assignment.getInstancesList().stream()
                .collect(Collectors.toUnmodifiableMap(
                        AssignedInstance::getInstanceId, AssignedInstance::getRunSpec, (one, other) -> one));
        var pool = sandboxes;
        if (pool != null) {
            pool.keepWarm(warmWanted);
        }
    }

    /** Takes where the other hosts' instances are; routes and filters follow in the background. */
    void meet(RoutingTable table) {
        quarantine.saw(table);
        if (!table.getSubnetsList().equals(hosts)) {
            hosts = List.copyOf(table.getSubnetsList());
            ring();
        }
    }

    /** Takes whom instances may find and reach; names and filters follow in the background. */
    void know(NameTable table) {
        neighbours.know(table);
    }

    /** A sentence when something is wrong with this host, else empty. */
    String problem() {
        return problem;
    }

    int warmCount() {
        var pool = sandboxes;
        return pool == null ? 0 : pool.warmCount();
    }

    private void bulk() {
        try {
            while (true) {
                await(pass() ? EVERY : AGAIN);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pass() throws InterruptedException {
        try {
            setUp();
            var peers = peers();
            keepFilters(peers.reached());
            routes.lead(peers.reached());
            sweep();
            problem = peers.problem();
            return true;
        } catch (RuntimeFailure failure) {
            if (failure.kind() != RuntimeFailure.Kind.ENGINE_UNAVAILABLE) {
                return unwell(failure.sentence());
            }
            lanes.lookAtAll();
            return unwell(engineAway());
        } catch (PlatformException | IOException failure) {
            return unwell(String.valueOf(failure.getMessage()));
        } catch (RuntimeException unexpected) {
            // The one loop of the host: were it to end here, nobody would keep filters or see lost events again.
            log.atError().setCause(unexpected).log("A pass over the host failed inside");
            return unwell("Something failed inside the agent: " + unexpected.getMessage() + ". See the agent's log.");
        }
    }

    private String engineAway() {
        return "The Docker Engine of host %s does not answer; start it with: systemctl start docker. The host then goes on by itself."
                .formatted(settings.hostName());
    }

    private boolean unwell(String because) {
        if (!because.equals(problem)) {
            log.atWarn().addKeyValue("because", because).log("The host is not well; trying again");
        }
        problem = because;
        return false;
    }

    /** Looked up each time, as interfaces come and go. */
    private Peers peers() throws IOException {
        var said = welcome;
        return said == null ? Peers.NONE : Peers.of(hosts, said.getHostId(), PeerRoutes.links());
    }

    private void keepFilters(List<Peer> peers) throws IOException {
        var said = welcome;
        if (said == null) {
            return;
        }
        var wanted = new FilterPlan(
                Cidr.of(said.getSubnet()), said.getProtectedAddressesList(), peers, HostNetwork.resolvers());
        if (wanted.equals(filters)) {
            network.verify();
            neighbours.verify();
        } else {
            network.install(wanted);
            filters = wanted;
        }
    }

    /** Where names are asked for: here, and elsewhere for those of the world while the agent is away, if that is safe. */
    private List<String> resolvers(Cidr subnet) {
        if (!network.keepsNames()) {
            return List.of(subnet.address(1));
        }
        return Stream.concat(Stream.of(subnet.address(1)), HostNetwork.resolvers().stream())
                .limit(MOST_RESOLVERS)
                .toList();
    }

    private void setUp() throws IOException, InterruptedException {
        var said = welcome;
        if (sandboxes != null || said == null) {
            return;
        }
        refuseCollision(said.getSubnet());
        var pauseImageId = images.ensurePause();
        runtime.ensureNetwork(new NetworkSpec(
                settings.network(),
                settings.bridge(),
                said.getSubnet(),
                Map.of(ContainerLabels.CLUSTER, settings.clusterId())));
        var subnet = Cidr.of(said.getSubnet());
        var pool = new Sandboxes(
                runtime,
                new Addresses(said.getSubnet(), files, quarantine),
                new Sandboxes.SandboxSettings(settings.clusterId(), pauseImageId),
                new SandboxLinks(settings.bridge(), subnet, etc),
                starts);
        adoptAll(pool);
        neighbours.open(subnet);
        keepFilters(peers().reached());
        etc.resolvers(resolvers(subnet));
        containers.use(pool);
        sandboxes = pool;
        lanes.open();
        pool.keepWarm(warmWanted);
        events = runtime.events(ContainerLabels.CLUSTER, settings.clusterId(), this::ring, this::happened);
        log.atInfo().addKeyValue("subnet", said.getSubnet()).log("Host ready for instances");
    }

    /** Addresses that this host reaches elsewhere already would be cut off from it by its own instances. */
    private void refuseCollision(String subnet) throws IOException {
        var taken = ROUTES.collision(subnet, settings.bridge());
        if (taken.isPresent()) {
            throw new IOException(
                    ("The addresses %s of this host's instances collide with a network that host %s reaches already: %s."
                                    + " Give instances a free range: ./slipway down --purge, then ./slipway up --instance-network C.")
                            .formatted(subnet, settings.hostName(), taken.get()));
        }
    }

    /** Before any lane runs: addresses of what is there count as used, and pooled sandboxes are taken over. */
    private void adoptAll(Sandboxes pool) {
        for (var container : runtime.listByLabel(ContainerLabels.CLUSTER, settings.clusterId())) {
            if (!ContainerLabels.SANDBOX.equals(container.labels().get(ContainerLabels.ROLE))) {
                continue;
            }
            var details = runtime.inspect(container.id());
            if (Names.isPooled(container.name())) {
                details.ifPresent(pool::adoptPooled);
            } else {
                details.filter(ContainerDetails::running).ifPresent(found -> {
                    pool.adopt(new Sandbox(found.id(), found.address(), found.pid()));
                    welcomeBack(container.name(), found.address());
                });
            }
        }
    }

    /** Who was here before the agent keeps its connections' way open until its lane has looked. */
    private void welcomeBack(String sandboxName, String address) {
        var known = assigned;
        Names.instanceOf(sandboxName).ifPresent(instance -> {
            var spec = known == null ? null : known.get(instance);
            if (spec != null) {
                neighbours.note(instance, address, spec);
            }
        });
    }

    private void happened(ContainerEvent event) {
        if (event.action().equals("start")) {
            return;
        }
        var instance = Names.instanceOf(event.name());
        if (instance.isPresent()) {
            lanes.look(instance.get());
        } else if (sandboxes != null) {
            var pool = sandboxes;
            Thread.ofVirtual().start(() -> pool.ended(event.containerId()));
        }
    }

    private void sweep() {
        var wanted = assigned;
        var strays = new HashSet<String>();
        for (var container : runtime.listByLabel(ContainerLabels.CLUSTER, settings.clusterId())) {
            var instance = Names.instanceOf(container.name());
            var pool = sandboxes;
            if (instance.isPresent()) {
                if (!lanes.look(instance.get()) && wanted != null && !wanted.containsKey(instance.get())) {
                    strays.add(instance.get());
                }
            } else if (!container.running() && pool != null && pool.holds(container.id())) {
                pool.ended(container.id());
            }
        }
        strays.forEach(stray -> Thread.ofVirtual().name("stray-" + stray).start(() -> removeStray(stray)));
    }

    /** Nobody asks for it, and it is ours by its label: it ends as an instance does. */
    private void removeStray(String instanceId) {
        log.atInfo().addKeyValue("instance", instanceId).log("Removing containers that no assignment names");
        try {
            runtime.stop(Names.app(instanceId), STRAY_GRACE);
            runtime.remove(Names.app(instanceId));
            runtime.listByLabel(ContainerLabels.CLUSTER, settings.clusterId()).stream()
                    .filter(container -> Names.instanceOf(container.name())
                            .filter(instanceId::equals)
                            .isPresent())
                    .forEach(container -> runtime.remove(container.id()));
        } catch (RuntimeFailure failure) {
            log.atWarn().addKeyValue("because", failure.sentence()).log("A stray container stays until the next sweep");
        }
    }

    private void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void await(Duration atMost) throws InterruptedException {
        synchronized (bell) {
            if (!rung) {
                bell.wait(atMost.toMillis());
            }
            rung = false;
        }
    }

    @Override
    public synchronized void close() {
        lanes.close();
        neighbours.close();
        if (bulker != null) {
            bulker.interrupt();
        }
        if (sandboxes != null) {
            sandboxes.close();
        }
        if (events != null) {
            try {
                events.close();
            } catch (Exception ending) {
                log.atDebug().log("The events did not close cleanly");
            }
        }
    }
}
