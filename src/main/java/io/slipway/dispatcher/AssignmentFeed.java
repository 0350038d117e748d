package io.slipway.dispatcher;

import io.slipway.hosts.ClusterEpoch;
import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.instances.InstanceStore;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.RunSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes a host's whole assignment and hands it to its agent. An instance that should end is told to stop only after every router
 * has drained it; until then it is assigned as running.
 */
@Component
class AssignmentFeed {

    private final InstanceStore instances;
    private final RoutingFeed routing;
    private final AgentSessions sessions;
    private final ClusterEpoch epoch;
    private final WarmPools pools;
    private final AtomicLong generation = new AtomicLong();
    /** Without what is new in every message: epoch, generation, acknowledged table. */
    private final Map<HostId, HostAssignment> lastSent = new ConcurrentHashMap<>();

    AssignmentFeed(
            InstanceStore instances, RoutingFeed routing, AgentSessions sessions, ClusterEpoch epoch, WarmPools pools) {
        this.instances = instances;
        this.routing = routing;
        this.sessions = sessions;
        this.epoch = epoch;
        this.pools = pools;
    }

    /** Sends a host its assignment if it differs from the last one sent on this stream. */
    void refresh(HostId host) {
        sessions.of(host)
                .ifPresent(session -> session.assign(() -> {
                    var assigned = assignmentOf(host);
                    if (!Objects.equals(lastSent.put(host, assigned), assigned)) {
                        session.send(message(assigned));
                    }
                }));
    }

    /** Sends a host its assignment whatever was sent before: its agent has just connected. */
    void greet(AgentSession session, long knownGeneration) {
        generation.accumulateAndGet(knownGeneration, Math::max);
        renew(session);
    }

    /** Sends a host its assignment as it is from now on, whatever was sent before: it was silent for longer than its lease. */
    void renew(AgentSession session) {
        session.assign(() -> {
            var assigned = assignmentOf(session.host());
            lastSent.put(session.host(), assigned);
            session.send(message(assigned));
        });
    }

    /** Hosts with instances that should end. */
    Set<HostId> hostsWithEnding() {
        return instances.placed().stream()
                .filter(instance -> instance.desired() != DesiredState.RUNNING && instance.hostId() != null)
                .map(InstanceRecord::hostId)
                .collect(Collectors.toSet());
    }

    /** Forgets a host that was removed. */
    void forget(HostId host) {
        lastSent.remove(host);
    }

    private HostAssignment message(HostAssignment assigned) {
        return assigned.toBuilder()
                .setEpoch(epoch.current())
                .setGeneration(generation.incrementAndGet())
                .setAcknowledgedTable(routing.appliedEverywhere())
                .build();
    }

    private HostAssignment assignmentOf(HostId host) {
        return HostAssignment.newBuilder()
                .setWarmSandboxes(pools.of(host))
                .addAllInstances(instancesOf(host))
                .build();
    }

    private List<AssignedInstance> instancesOf(HostId host) {
        var records = instances.onHost(host);
        // Asks every host, so only where something is to end.
        boolean ending = records.stream().anyMatch(instance -> instance.desired() != DesiredState.RUNNING);
        long drained = ending ? routing.drainedEverywhere() : 0;
        var specs = specsOf(host, records);
        return records.stream()
                .flatMap(instance ->
                        Optional.ofNullable(specs.get(instance.id()))
                                .map(spec -> assigned(instance, spec, drained))
                                .stream())
                .toList();
    }

    /** A run spec never changes, so only those that the last assignment did not hold are read and opened. */
    private Map<InstanceId, RunSpec> specsOf(HostId host, List<InstanceRecord> records) {
        var specs = new HashMap<InstanceId, RunSpec>();
        lastSent.getOrDefault(host, HostAssignment.getDefaultInstance())
                .getInstancesList()
                .forEach(known -> specs.put(InstanceId.of(known.getInstanceId()), known.getRunSpec()));
        var unknown = records.stream()
                .map(InstanceRecord::id)
                .filter(id -> !specs.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            specs.putAll(instances.runSpecs(unknown));
        }
        return specs;
    }

    private AssignedInstance assigned(InstanceRecord instance, RunSpec spec, long drained) {
        return AssignedInstance.newBuilder()
                .setInstanceId(instance.id().toString())
                .setStop(mayStop(instance, drained))
                .setEnding(spec.getAtMostOne() && instance.desired() != DesiredState.RUNNING)
                .setRunSpec(spec)
                .build();
    }

    private boolean mayStop(InstanceRecord instance, long drained) {
        if (instance.desired() == DesiredState.RUNNING) {
            return false;
        }
        boolean neverHadTraffic = instance.port() == 0 || instance.state().ordinal() < InstanceState.RUNNING.ordinal();
        return neverHadTraffic || routing.isDrained(instance.id(), drained);
    }
}
