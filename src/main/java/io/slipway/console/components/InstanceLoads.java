package io.slipway.console.components;

import io.slipway.apps.AppView;
import io.slipway.kernel.InstanceName;
import io.slipway.metrics.MetricKind;
import io.slipway.metrics.MetricSeries;
import io.slipway.metrics.MetricService;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What each instance of an app uses, by its newest measurement within the last minute.
 *
 * @param byName one that was not measured lately is missing
 */
public record InstanceLoads(Map<InstanceName, Load> byName) {

    /** Nothing known. */
    public static final InstanceLoads NONE = new InstanceLoads(Map.of());

    private static final Duration LATELY = Duration.ofMinutes(1);

    /** CPU in thousandths of a core and memory in bytes; NaN where unknown. */
    public record Load(double cpuMillis, double memoryBytes) {

        static final Load UNKNOWN = new Load(Double.NaN, Double.NaN);
    }

    public InstanceLoads {
        byName = Map.copyOf(byName);
    }

    /** Reads them now. */
    public static InstanceLoads of(AppView app, MetricService metrics, Clock clock) {
        var now = clock.instant();
        var kinds = EnumSet.of(MetricKind.CPU_MILLIS, MetricKind.MEMORY_BYTES);
        var loads = new HashMap<InstanceName, Load>();
        for (var line :
                metrics.query(app.id(), kinds, now.minus(LATELY), now, true).lines()) {
            var type = line.process() == null ? "" : app.typeOf(line.process()).orElse("");
            var name = new InstanceName(type, line.index());
            var known = loads.getOrDefault(name, Load.UNKNOWN);
            var newest = newest(line);
            loads.put(
                    name,
                    line.kind() == MetricKind.CPU_MILLIS
                            ? new Load(newest, known.memoryBytes())
                            : new Load(known.cpuMillis(), newest));
        }
        return new InstanceLoads(loads);
    }

    /** What one instance uses. */
    public Load at(InstanceName name) {
        return byName.getOrDefault(name, Load.UNKNOWN);
    }

    private static double newest(MetricSeries.Line line) {
        var values = line.values();
        for (int i = values.length - 1; i >= 0; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
