package io.slipway.agent;

/**
 * What a container has used.
 *
 * @param cpuNanos since its start
 * @param memoryBytes working set now, without the page cache that can be dropped
 * @param memoryLimitBytes its limit
 */
public record ContainerUse(long cpuNanos, long memoryBytes, long memoryLimitBytes) {}
