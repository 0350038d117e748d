package io.slipway.agent;

/**
 * A running pause container with a network namespace and an address of its own.
 *
 * @param containerId of the pause container
 * @param address IPv4 on the Slipway network
 * @param pid of the pause process on the host
 */
record Sandbox(String containerId, String address, int pid) {}
