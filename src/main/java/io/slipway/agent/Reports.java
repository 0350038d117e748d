package io.slipway.agent;

import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.InstanceReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The present state of every instance, told to the server as it changes and all of it again after each (re)connect. The monitor
 * guards everything; sending into a stream does not block.
 */
final class Reports {

    /** How long the server must be away before the agent decides anything alone. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** A phase that passes within this is not told: most starts are over by then, and each report costs the server a commit. */
    static final Duration PASSING = Duration.ofMillis(250);

    private final Clock clock;
    private final BiConsumer<Runnable, Duration> later;
    private final Map<String, InstanceReport> current = new LinkedHashMap<>();
    private final Set<String> recorded = new HashSet<>();
    private @Nullable Consumer<AgentMessage> server;
    private Instant aloneSince;
    private long sequence;

    /** @param later runs a task after a while, on any thread */
    Reports(Clock clock, BiConsumer<Runnable, Duration> later) {
        this.clock = clock;
        this.later = later;
        this.aloneSince = clock.instant();
    }

    /** Notes a state; number and time are filled in here. */
    synchronized void put(InstanceReport.Builder report) {
        var stamped = report.setSequence(++sequence).setAtMillis(clock.millis()).build();
        current.put(stamped.getInstanceId(), stamped);
        recorded.remove(stamped.getInstanceId());
        if (mayPassSoon(stamped)) {
            later.accept(() -> sendIfStill(stamped), PASSING);
        } else {
            send(stamped);
        }
    }

    private static boolean mayPassSoon(InstanceReport report) {
        return switch (report.getPhase()) {
            case PREPARING -> report.getProgress().isEmpty();
            case STARTING -> true;
            default -> false;
        };
    }

    private synchronized void sendIfStill(InstanceReport report) {
        if (of(report.getInstanceId()).filter(report::equals).isPresent()) {
            send(report);
        }
    }

    synchronized Optional<InstanceReport> of(String instanceId) {
        return Optional.ofNullable(current.get(instanceId));
    }

    synchronized void forget(String instanceId) {
        current.remove(instanceId);
        recorded.remove(instanceId);
    }

    /** A stream to the server is open: tells everything again. */
    synchronized void connected(Consumer<AgentMessage> stream) {
        server = stream;
        for (var entry : current.entrySet()) {
            var again = entry.getValue().toBuilder().setSequence(++sequence).build();
            entry.setValue(again);
            send(again);
        }
    }

    synchronized void disconnected() {
        if (server != null) {
            server = null;
            aloneSince = clock.instant();
        }
    }

    /** The server says that it has recorded a report. One that has changed since then does not count. */
    synchronized void acknowledged(long acknowledged) {
        current.values().stream()
                .filter(report -> report.getSequence() == acknowledged)
                .forEach(report -> recorded.add(report.getInstanceId()));
    }

    /** Whether the server has recorded the present state; then what follows is its decision. */
    synchronized boolean isRecorded(String instanceId) {
        return recorded.contains(instanceId);
    }

    /** Whether the server has been away for long enough to act without it. */
    synchronized boolean isAlone() {
        return server == null && aloneSince.plus(PATIENCE).isBefore(clock.instant());
    }

    private void send(InstanceReport report) {
        if (server != null) {
            server.accept(AgentMessage.newBuilder().setReport(report).build());
        }
    }
}
