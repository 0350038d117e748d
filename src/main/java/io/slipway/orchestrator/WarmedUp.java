package io.slipway.orchestrator;

import io.slipway.autoscale.MeasuredLoads.Counting;
import io.slipway.autoscale.MeasuredLoads.Presence;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells which instances count: those that take traffic for a while, as the "initial readiness delay" of Kubernetes' horizontal
 * autoscaler has it. What was measured at an index before its present instance was made is its predecessor's, and counts.
 */
final class WarmedUp implements Counting {

    private final Map<Integer, List<InstanceRecord>> byIndex;
    private final Duration warmUp;

    /** @param living rows that should run and have not ended */
    WarmedUp(List<InstanceRecord> living, Duration warmUp) {
        this.byIndex = living.stream().collect(Collectors.groupingBy(InstanceRecord::index));
        this.warmUp = warmUp;
    }

    @Override
    public Presence of(int index, Instant at) {
        var rows = byIndex.getOrDefault(index, List.of());
        if (rows.isEmpty() || isBeforeAll(rows, at)) {
            return Presence.IF_MEASURED;
        }
        return warm(rows).filter(since -> !at.isBefore(since)).isPresent() ? Presence.EXPECTED : Presence.NOT_YET;
    }

    private static boolean isBeforeAll(List<InstanceRecord> rows, Instant at) {
        return rows.stream().allMatch(row -> at.isBefore(row.createdAt()));
    }

    private Optional<Instant> warm(List<InstanceRecord> rows) {
        return rows.stream()
                .filter(row -> row.state() == InstanceState.RUNNING && row.routable())
                .map(row -> row.stateSince().plus(warmUp))
                .min(Comparator.naturalOrder());
    }
}
