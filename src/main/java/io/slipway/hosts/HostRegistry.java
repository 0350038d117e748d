package io.slipway.hosts;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlatformException;
import io.slipway.store.AfterCommit;
import io.slipway.store.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hosts for machines: what is known of each, and the leases that heartbeats renew. Heartbeats stay in memory. */
@Component
public class HostRegistry {

    private final HostRepository hosts;
    private final RemovedHostRepository removed;
    private final Remembered<Map<HostId, StoredHost>> remembered;
    private final Leases leases;
    private final EvacuationBrake brake;
    private final Subnets subnets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostRegistry(
            HostRepository hosts,
            RemovedHostRepository removed,
            HostsProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.hosts = hosts;
        this.removed = removed;
        this.remembered = new Remembered<>(this::read);
        this.leases = new Leases(properties.lease(), System::nanoTime);
        this.brake = new EvacuationBrake(properties.brake(), properties.lease(), System::nanoTime);
        this.subnets = new Subnets(properties.instanceNetwork());
        this.events = events;
        this.clock = clock;
    }

    /** Every host, by name; from memory. */
    public List<HostView> all() {
        return remembered.get().values().stream().map(this::view).toList();
    }

    /** One host; from memory. */
    public Optional<HostView> find(HostId id) {
        return Optional.ofNullable(remembered.get().get(id)).map(this::view);
    }

    /**
     * The host of this name; from memory.
     *
     * @throws PlatformException.NotFound when no host has it
     */
    public HostView require(String name) {
        return all().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlatformException.NotFound("There is no host " + name + "."));
    }

    /**
     * The host of this name, made with a subnet of its own if it is new. One whose agent never came has lost the answer to its
     * first try and may try again.
     *
     * @throws PlatformException.Conflict {@code name-taken} when another host has come under the name meanwhile
     * @throws PlatformException.Unavailable {@code no-subnet}
     */
    @Transactional
    public HostId enrol(String name) {
        var known = hosts.findByName(name);
        if (known.filter(Host::hasConnected).isPresent()) {
            throw new PlatformException.Conflict("name-taken", "name", "Another host has joined as " + name + ".");
        }
        return known.map(Host::id).orElseGet(() -> {
            var taken = Stream.concat(
                            hosts.findAll().stream().map(Host::subnet),
                            removed.findAll().stream().map(RemovedHost::subnet))
                    .toList();
            var subnet = subnets.firstFree(taken)
                    .orElseThrow(() -> new PlatformException.Unavailable(
                            "no-subnet", "Every subnet is taken; set a larger slipway.hosts.instance-network."));
            var host = hosts.save(new Host(new HostId(UUID.randomUUID()), name, subnet, clock.instant()));
            changed(host.id());
            return host.id();
        });
    }

    /** Makes {@code serial} the only certificate that speaks for the host. */
    @Transactional
    public void trust(HostId id, String serial) {
        hosts.findById(id.value()).orElseThrow().trust(serial);
    }

    /**
     * Lets {@code serial} speak for the host beside the one before it, until it is used: the answer to a renewal may get lost.
     *
     * @throws PlatformException.NotFound when the host was removed meanwhile
     */
    @Transactional
    public void offer(HostId id, String serial) {
        hosts.findById(id.value())
                .orElseThrow(() -> new PlatformException.NotFound("This host was removed."))
                .offer(serial);
    }

    /** Whether a certificate speaks for a host now. The first use of an offered one ends the one before it. */
    @Transactional
    public boolean trusts(HostId id, String serial) {
        return hosts.findById(id.value())
                .filter(host -> host.acceptsCertificate(serial))
                .isPresent();
    }

    /** Whether a host was here once and was removed; not for one that this server never knew. */
    @Transactional(readOnly = true)
    public boolean wasRemoved(HostId id) {
        return removed.existsById(id.value());
    }

    /** Notes what an agent says of its host when it connects. */
    @Transactional
    public void connected(HostId id, HostFacts facts) {
        hosts.findById(id.value()).orElseThrow().learn(facts);
        leases.expect(id);
        leases.renew(id, new HostPulse(0, ""));
        changed(id);
    }

    /** Renews a host's lease; in memory only. Nothing for a host that is not expected, since it was removed. */
    public void heartbeat(HostId id, HostPulse pulse) {
        if (leases.renew(id, pulse)) {
            events.publishEvent(new HostChanged(id));
        }
    }

    /** Starts the leases of hosts that are known from before; called once at start. */
    @Transactional(readOnly = true)
    public void expectAll() {
        hosts.findAll().forEach(host -> leases.expect(host.id()));
    }

    /** Ends leases that ran out, holds or lets go of hosts, and announces it. */
    void sweep() {
        var changed = new LinkedHashSet<>(leases.expire());
        changed.addAll(brake.look(leases.silent(), leases.count()));
        changed.forEach(id -> events.publishEvent(new HostChanged(id)));
    }

    /** How the brake stands. */
    BrakeView brake() {
        var all = all();
        var held = all.stream().filter(host -> host.state() == HostView.State.HELD);
        return new BrakeView(
                all.size(),
                (int) all.stream().filter(HostView::isSilent).count(),
                held.map(HostView::name).toList(),
                brake.untilNext().orElse(Duration.ZERO));
    }

    /** Lets go of every held host at once, and tells how many there were. */
    int releaseBrake() {
        var released = brake.release();
        released.forEach(id -> events.publishEvent(new HostChanged(id)));
        return released.size();
    }

    /** Forgets a host that was removed before anybody hears that it is gone. */
    @EventListener
    void on(HostRemoved event) {
        AfterCommit.run(() -> leases.forget(event.hostId()), () -> {});
        changed(event.hostId());
    }

    /** To be called in the transaction that changes what is stored of a host. */
    void changed(HostId id) {
        remembered.forget();
        events.publishEvent(new HostChanged(id));
    }

    private Map<HostId, StoredHost> read() {
        var byId = new LinkedHashMap<HostId, StoredHost>();
        hosts.findAllByOrderByName().forEach(host -> byId.put(host.id(), host.stored()));
        return Collections.unmodifiableMap(byId);
    }

    /** A host as it is stored, together with what is known of its life. */
    HostView view(StoredHost host) {
        var id = host.id();
        var facts = host.facts();
        var pulse = leases.pulseOf(id);
        return new HostView(
                id,
                host.name(),
                brake.isHeld(id) ? HostView.State.HELD : leases.stateOf(id),
                facts.address(),
                facts.routerPort(),
                host.subnet(),
                new Cpu(facts.cpuMillis()),
                new DataSize(facts.memoryBytes()),
                host.cordoned(),
                host.drain(),
                pulse.problem().isEmpty() ? null : pulse.problem(),
                facts.agentVersion(),
                facts.engineVersion(),
                pulse.warmSandboxes(),
                host.joinedAt(),
                lastHeard(id),
                host.labels(),
                host.reservedMemory());
    }

    private @Nullable Instant lastHeard(HostId id) {
        var silence = leases.silenceOf(id);
        return silence == null ? null : clock.instant().minus(silence);
    }
}
