package io.slipway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * The platform's own metrics, shown at the Prometheus endpoint: a histogram and a counter for each thing that the benchmark
 * measures; the loops' own are kept by the orchestrator. Machines call this; it never blocks and never fails. Thread-safe.
 */
public final class PlatformMeters {

    private final Timer deployTime;
    private final Counter deployments;
    private final Counter placements;
    private final Timer logAppendTime;
    private final Counter logLines;
    private final Counter routerRequests;

    PlatformMeters(MeterRegistry registry) {
        deployTime = timer(registry, "slipway.deploy.time", "From the call to the first answer through the route");
        deployments = counter(registry, "slipway.deployments", "Deployments that answered through their route");
        placements = counter(registry, "slipway.placements", "Instances given to a host");
        logAppendTime = timer(registry, "slipway.logs.append.time", "Storing one batch of log lines");
        logLines = counter(registry, "slipway.logs.lines", "Log lines stored");
        routerRequests = counter(registry, "slipway.router.requests", "Requests that routers answered");
    }

    /** A deployment answers through its route, so long after it was asked for. */
    public void deployed(Duration sinceAsked) {
        deployTime.record(sinceAsked);
        deployments.increment();
    }

    /** An instance was given to a host. */
    public void placed() {
        placements.increment();
    }

    /** A batch of log lines was stored. */
    public void logLinesStored(long lines, Duration took) {
        logAppendTime.record(took);
        logLines.increment(lines);
    }

    /** Routers answered so many requests. */
    public void routerRequests(long requests) {
        routerRequests.increment(requests);
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
