package io.slipway.agent;

/**
 * What a container's control group has counted.
 *
 * @param cpuMicros CPU time since the group was made
 * @param memoryBytes working set: what is used without file pages that could be given back at once
 * @param memoryLimitBytes 0 when there is no limit
 */
record CgroupUse(long cpuMicros, long memoryBytes, long memoryLimitBytes) {}
