package io.slipway.apps;

import java.time.Duration;

/**
 * How Slipway learns that an instance works.
 *
 * @param type process runs, port accepts, or HTTP GET answers 200
 * @param path for HTTP, starting with a slash; otherwise {@code /}
 * @param startTimeout how long a start may take before it counts as failed; 1 s to 180 s
 */
public record HealthCheck(Type type, String path, Duration startTimeout) {

    /** The default of Cloud Foundry: the port must accept a connection within 60 s. */
    public static final HealthCheck DEFAULT = new HealthCheck(Type.PORT, "/", Duration.ofSeconds(60));

    /** The kinds of checks. */
    public enum Type {
        PROCESS,
        PORT,
        HTTP
    }
}
