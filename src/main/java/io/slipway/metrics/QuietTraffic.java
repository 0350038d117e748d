package io.slipway.metrics;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routers tell of instances only while these are asked. For a while after that, this adds the zeros between, so that averages
 * over longer steps are right. In memory: after a restart of the server a pause shows as a gap.
 */
final class QuietTraffic {

    /** How long after its last request an instance is still told of. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** Bound on what is remembered of one host. */
    static final int LARGEST_KEYS_PER_HOST = 10_000;

    private record Key(AppId appId, @Nullable ProcessId processId, int index) {}

    private final Map<HostId, Map<Key, Instant>> lastAsked = new LinkedHashMap<>();

    /** The step with a quiet measurement for each instance that was asked lately but not within it. */
    synchronized MeasuredStep complete(HostId host, MeasuredStep step) {
        var known = lastAsked.computeIfAbsent(host, _ -> new LinkedHashMap<>());
        var traffic = new ArrayList<TrafficMeasurement>(step.traffic());
        var asked = askedIn(step.traffic(), step.end());
        known.values().removeIf(last -> last.plus(REMEMBERED).isBefore(step.end()));
        known.keySet().stream()
                .filter(key -> !asked.containsKey(key))
                .forEach(key -> traffic.add(TrafficMeasurement.quiet(key.appId(), key.processId(), key.index())));
        asked.forEach((key, at) -> {
            if (known.containsKey(key) || known.size() < LARGEST_KEYS_PER_HOST) {
                known.put(key, at);
            }
        });
        return new MeasuredStep(
                step.spool(), step.sequence(), step.end(), step.duration(), step.instances(), traffic);
    }

    /** Forgets a dropped app, lest its series come back. */
    synchronized void drop(AppId appId) {
        lastAsked.values().forEach(known -> known.keySet().removeIf(key -> key.appId().equals(appId)));
    }

    private static Map<Key, Instant> askedIn(List<TrafficMeasurement> traffic, Instant at) {
        var asked = new LinkedHashMap<Key, Instant>();
        traffic.forEach(measured -> asked.put(
                new Key(measured.appId(), measured.processId(), measured.processId() == null ? -1 : measured.index()),
                at));
        return asked;
    }
}
