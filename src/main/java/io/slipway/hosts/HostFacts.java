package io.slipway.hosts;

/**
 * What an agent says of its host when it connects.
 *
 * @param address where other hosts and users reach it
 * @param routerPort where its router listens
 * @param cpuMillis capacity, 1000 per core
 * @param memoryBytes capacity
 * @param engineVersion empty while the Docker Engine does not answer
 */
public record HostFacts(
        String address, int routerPort, int cpuMillis, long memoryBytes, String agentVersion, String engineVersion) {}
