package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.dispatcher.SimulatedFeeds;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.AssignedInstance;
import io.slipway.protocol.Endpoint;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.Route;
import io.slipway.protocol.RoutingAck;
import io.slipway.protocol.RoutingTable;
import io.slipway.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A host that outlives servers: containers and a router, driven by assignments and tables alone, under the agent's own rules about
 * epochs and generations. Requests to an endpoint are under way from the moment a table names it until the table is drained.
 */
final class RoutedAgent {

    private static final int MAX_PHASE_MILLIS = 600;
    private static final int MAX_REQUEST_MILLIS = 700;

    private final HostId host;
    private final Random random;
    private final IntPredicate isBroken;
    private final Map<InstanceId, SimulatedContainer> containers = new LinkedHashMap<>();
    private final Map<InstanceId, Integer> starts = new HashMap<>();
    private final Set<InstanceId> inTable = new HashSet<>();
    private final Set<InstanceId> inFlight = new HashSet<>();
    private HostAssignment assignment = HostAssignment.getDefaultInstance();
    private @Nullable SimulatedFeeds server;
    private long knownEpoch;
    private long appliedVersion;
    private long drainedVersion;
    private Instant drainedAt = Instant.MIN;

    RoutedAgent(HostId host, Random random, IntPredicate isBroken) {
        this.host = host;
        this.random = random;
        this.isBroken = isBroken;
    }

    boolean isConnected() {
        return server != null;
    }

    void connect(SimulatedFeeds feeds, Instant now) {
        server = feeds;
        feeds.connect(host, assignment.getGeneration(), message -> receive(message, now));
    }

    void disconnect() {
        server = null;
    }

    /** Instances with a container that has not ended, and the index of each. */
    Map<InstanceId, Integer> living() {
        var living = new LinkedHashMap<InstanceId, Integer>();
        containers.forEach((id, container) -> {
            if (!container.hasEnded()) {
                living.put(id, container.index);
            }
        });
        return living;
    }

    /** How often each instance was started here. */
    Map<InstanceId, Integer> starts() {
        return starts;
    }

    /** Whom this host's router sends requests to, or still waits for. */
    Set<InstanceId> used() {
        var used = new HashSet<>(inTable);
        used.addAll(inFlight);
        return used;
    }

    boolean serves(InstanceId id) {
        var container = containers.get(id);
        return container != null && container.isRunning();
    }

    /** Moves everything on by a step and tells a connected server. */
    void tick(Instant now, BiConsumer<HostId, InstanceReport> reports) {
        for (var assigned : assignment.getInstancesList()) {
            var id = InstanceId.of(assigned.getInstanceId());
            var container = containers.computeIfAbsent(id, unused -> start(id, assigned, now));
            container.advance(assigned.getStop(), now);
        }
        if (!now.isBefore(drainedAt)) {
            drainedVersion = appliedVersion;
            inFlight.clear();
        }
        if (server != null) {
            server.acknowledged(
                    host,
                    RoutingAck.newBuilder()
                            .setAppliedVersion(appliedVersion)
                            .setDrainedVersion(drainedVersion)
                            .build());
            containers.forEach((id, container) -> reports.accept(
                    host, container.report(id).setAddress("10.224.0.2").build()));
        }
    }

    private void receive(ServerMessage message, Instant now) {
        switch (message.getMessageCase()) {
            case ROUTING_TABLE -> route(message.getRoutingTable(), now);
            case ASSIGNMENT -> assign(message.getAssignment());
            default -> {}
        }
    }

    private void route(RoutingTable table, Instant now) {
        if (table.getEpoch() < knownEpoch) {
            return;
        }
        knownEpoch = table.getEpoch();
        assertThat(table.getVersion())
                .as("tables rise over lives of the server")
                .isGreaterThanOrEqualTo(appliedVersion);
        inFlight.addAll(inTable);
        inTable.clear();
        table.getRoutesList().stream()
                .map(Route::getEndpointsList)
                .forEach(endpoints -> endpoints.stream()
                        .map(Endpoint::getInstanceId)
                        .map(InstanceId::of)
                        .forEach(inTable::add));
        appliedVersion = table.getVersion();
        drainedAt = now.plusMillis(random.nextInt(MAX_REQUEST_MILLIS));
    }

    private void assign(HostAssignment next) {
        boolean older = next.getEpoch() == assignment.getEpoch() && next.getGeneration() < assignment.getGeneration();
        if (next.getEpoch() < knownEpoch || older) {
            return;
        }
        knownEpoch = next.getEpoch();
        assignment = next;
        var named = next.getInstancesList().stream()
                .map(AssignedInstance::getInstanceId)
                .map(InstanceId::of)
                .toList();
        containers.keySet().retainAll(named);
    }

    private SimulatedContainer start(InstanceId id, AssignedInstance assigned, Instant now) {
        starts.merge(id, 1, Integer::sum);
        var spec = assigned.getRunSpec();
        return new SimulatedContainer(
                spec.getIndex(), isBroken.test(spec.getReleaseNumber()), spec.getAtMostOne(), this::delay, now);
    }

    private Duration delay() {
        return Duration.ofMillis(random.nextInt(MAX_PHASE_MILLIS));
    }
}
