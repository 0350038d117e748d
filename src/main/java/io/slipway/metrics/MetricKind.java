package io.slipway.metrics;

/** What is measured, with its unit. */
public enum MetricKind {
    /** Thousandths of a core, averaged over the step. */
    CPU_MILLIS,
    /** Bytes at the end of the step. */
    MEMORY_BYTES,
    /** The limit that memory is held against, bytes. */
    MEMORY_LIMIT_BYTES,
    /** Bytes per second. */
    RECEIVED_BYTES,
    /** Bytes per second. */
    SENT_BYTES,
    /** Responses per second, by class. */
    REQUESTS_1XX,
    REQUESTS_2XX,
    REQUESTS_3XX,
    REQUESTS_4XX,
    REQUESTS_5XX,
    /** Milliseconds. */
    LATENCY_P50,
    LATENCY_P95,
    LATENCY_P99
}
