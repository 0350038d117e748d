package io.slipway.console.admin;

import io.slipway.apps.AppView;
import io.slipway.apps.InstanceSize;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRow;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.placement.DrainPlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A host with what its living instances reserve. Sizes are those of each app's present release: an instance of an older one may
 * differ until it is replaced.
 *
 * @param misplaced instances that would not be placed there now
 * @param drain how far its drain is; null when it is not being drained
 */
record HostLoad(
        HostView host,
        int instances,
        long memoryBytes,
        int cpuMillis,
        int misplaced,
        @Nullable DrainPlan drain) {

    static List<HostLoad> of(List<HostView> hosts, List<AppView> apps, Map<AppId, List<InstanceRow>> living) {
        return hosts.stream().map(host -> of(host, apps, living)).toList();
    }

    private static HostLoad of(HostView host, List<AppView> apps, Map<AppId, List<InstanceRow>> living) {
        List<InstanceSize> sizes = apps.stream()
                .flatMap(app -> sizes(app, host.id(), living.getOrDefault(app.id(), List.of())))
                .toList();
        return new HostLoad(
                host,
                sizes.size(),
                sizes.stream().mapToLong(size -> size.memory().bytes()).sum(),
                sizes.stream().mapToInt(size -> size.cpu().millis()).sum(),
                0,
                null);
    }

    /** The same with the drain of its host, where there is one. */
    HostLoad with(List<DrainPlan> drains) {
        var own = drains.stream()
                .filter(plan -> plan.hostId().equals(host.id()))
                .findFirst()
                .orElse(null);
        return new HostLoad(host, instances, memoryBytes, cpuMillis, misplaced, own);
    }

    /** The same with how many of its instances would not be placed there now. */
    HostLoad withMisplaced(int count) {
        return new HostLoad(host, instances, memoryBytes, cpuMillis, count, drain);
    }

    /** The memory that instances may have; 0 when its size is unknown. */
    long schedulableBytes() {
        return Math.max(0, host.memory().bytes() - host.reservedMemory().bytes());
    }

    private static Stream<InstanceSize> sizes(AppView app, HostId host, List<InstanceRow> rows) {
        return rows.stream()
                .filter(row -> host.equals(row.hostId()))
                .map(row -> app.settingsOf(row.processType()).size());
    }

    /** Reserved memory as a part of what instances may have; 0 when its size is unknown. */
    double memoryShare() {
        long all = schedulableBytes();
        return all == 0 ? 0 : (double) memoryBytes / all;
    }

    /** Reserved CPU as a part of what the host has; 0 when its size is unknown. */
    double cpuShare() {
        int all = host.cpu().millis();
        return all == 0 ? 0 : (double) cpuMillis / all;
    }
}
