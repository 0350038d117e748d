package io.slipway.hosts;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import io.slipway.store.AfterCommit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Hosts for machines: what is known of each, and the leases that heartbeats renew. Heartbeats stay in memory. */
@Component
public class HostRegistry {

    private final HostRepository hosts;
    private final RemovedHostRepository removed;
    private final RememberedHosts remembered;
    private final TransactionTemplate transaction;
    private final Leases leases;
    private final EvacuationBrake brake;
    private final AtomicLong brakeChanges = new AtomicLong();
    private final HostViews views;
    private final Subnets subnets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostRegistry(
            HostRepository hosts,
            RemovedHostRepository removed,
            HostsProperties properties,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.hosts = hosts;
        this.removed = removed;
        this.remembered = new RememberedHosts(hosts);
        this.transaction = new TransactionTemplate(transactions);
        this.leases = new Leases(properties.lease(), System::nanoTime);
        this.brake = new EvacuationBrake(properties.brake(), properties.lease(), System::nanoTime);
        this.views = new HostViews(this::view, () -> leases.changes() + brakeChanges.get(), System::nanoTime);
        this.subnets = new Subnets(properties.instanceNetwork());
        this.events = events;
        this.clock = clock;
    }

    /** Every host, by name; from memory. */
    public List<HostView> all() {
        return views.of(remembered.get());
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
                            hosts.subnets().stream(), removed.findAll().stream().map(RemovedHost::subnet))
                    .toList();
            var subnet = subnets.firstFree(taken)
                    .orElseThrow(() -> new PlatformException.Unavailable(
                            "no-subnet", "Every subnet is taken; set a larger slipway.hosts.instance-network."));
            var host = hosts.save(new Host(new HostId(UUID.randomUUID()), name, subnet, clock.instant()));
            changed(host.id());
            return host.id();
        });
    }

    /** Notes what a host says of itself when it joins; where administrators have said something, that stays. */
    @Transactional
    public void introduce(HostId id, Labels labels) {
        var host = hosts.findById(id.value()).orElseThrow();
        if (!labels.values().isEmpty() && host.labels().values().isEmpty()) {
            host.label(labels);
            changed(id);
        }
    }

    /** Makes {@code serial} the only certificate that speaks for the host. */
    @Transactional
    public void trust(HostId id, String serial) {
        hosts.findById(id.value()).orElseThrow().trust(serial);
        remembered.forget(id);
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

    /**
     * Whether a certificate speaks for a host now; from memory for the one that is in use. The first use of an offered one ends the
     * one before it.
     */
    public boolean trusts(HostId id, String serial) {
        var known = remembered.get().get(id);
        boolean inUse = known != null && !serial.isEmpty() && serial.equals(known.certificateSerial());
        return inUse || Boolean.TRUE.equals(transaction.execute(status -> accepts(id, serial)));
    }

    private boolean accepts(HostId id, String serial) {
        boolean accepted = hosts.findById(id.value())
                .filter(host -> host.acceptsCertificate(serial))
                .isPresent();
        if (accepted) {
            remembered.forget(id);
        }
        return accepted;
    }

    /** Whether a host was here once and was removed; not for one that this server never knew. */
    @Transactional(readOnly = true)
    public boolean wasRemoved(HostId id) {
        return removed.existsById(id.value());
    }

    /** Notes what an agent says of its host when it connects; writes only what is new. */
    public void connected(HostId id, HostFacts facts) {
        var known = remembered.get().get(id);
        if (known != null && known.facts().equals(facts)) {
            renewed(id);
            events.publishEvent(new HostChanged(id));
        } else {
            transaction.executeWithoutResult(status -> {
                hosts.findById(id.value()).orElseThrow().learn(facts);
                renewed(id);
                changed(id);
            });
        }
    }

    private void renewed(HostId id) {
        leases.expect(id);
        leases.renew(id, new HostPulse(0, "", "", leases.pulseOf(id).fences()));
    }

    /** Renews a host's lease, in memory only, and tells what its agent may be told of that. */
    public Renewal heartbeat(HostId id, HostPulse pulse) {
        var heard = leases.hear(id, pulse);
        if (heard.changed()) {
            events.publishEvent(new HostChanged(id));
        }
        return heard.renewal();
    }

    /**
     * Whether what runs on this host only as long as its lease holds has certainly ended: no heartbeat came for the lease and a margin,
     * or the host was removed that long ago. False while the brake holds the host, and for whoever was heard since.
     */
    public boolean isFenced(HostId id) {
        return !brake.isHeld(id) && leases.isFenced(id);
    }

    /** Starts the leases of hosts that are known from before; called once at start. */
    @Transactional(readOnly = true)
    public void expectAll() {
        hosts.findAll().forEach(host -> leases.expect(host.id()));
    }

    /** Ends leases that ran out, holds or lets go of hosts, and announces it. */
    void sweep() {
        var changed = new LinkedHashSet<>(leases.expire());
        changed.addAll(leases.fence());
        changed.addAll(brake.look(leases.silent(), leases.count()));
        if (!changed.isEmpty()) {
            brakeChanges.incrementAndGet();
        }
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
        brakeChanges.incrementAndGet();
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
        remembered.forget(id);
        events.publishEvent(new HostChanged(id));
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
                host.reservedMemory(),
                pulse.notice().isEmpty() ? null : pulse.notice(),
                pulse.fences());
    }

    private @Nullable Instant lastHeard(HostId id) {
        var silence = leases.silenceOf(id);
        return silence == null ? null : clock.instant().minus(silence);
    }
}
