package io.slipway.bench;

import io.slipway.protocol.RoutingChange;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Waits until the table of every host shows one change of one instance. Thread-safe. */
final class RouteWatch {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Fleet.Started instance;
    private final boolean shown;
    private final AtomicLongArray arrivals;
    private volatile long begun;

    /** @param shown whether the table should have the instance or lack it */
    RouteWatch(Fleet.Started instance, boolean shown, int hosts) {
        this.instance = instance;
        this.shown = shown;
        this.arrivals = new AtomicLongArray(hosts);
    }

    /** The change was reported at this moment. */
    void begin(long nanos) {
        begun = nanos;
    }

    /** Whether a part of a change of the table shows it. */
    boolean isShownBy(RoutingChange part) {
        return part.getRoutesList().stream()
                .filter(route -> route.getAppId().equals(instance.app()))
                .anyMatch(route -> shown
                        == route.getEndpointsList().stream()
                                .anyMatch(endpoint -> endpoint.getInstanceId().equals(instance.id())));
    }

    /** A host has the whole change. */
    void arrived(int host, long nanos) {
        arrivals.compareAndSet(host, 0, nanos);
    }

    boolean isSeenByAll() {
        for (int host = 0; host < arrivals.length(); host++) {
            if (arrivals.get(host) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds from the report to the arrival at each host. */
    List<Double> millis() {
        var millis = new Double[arrivals.length()];
        Arrays.setAll(millis, host -> (arrivals.get(host) - begun) / NANOS_PER_MILLI);
        return List.of(millis);
    }
}
