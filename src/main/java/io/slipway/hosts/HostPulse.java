package io.slipway.hosts;

/**
 * What a heartbeat says.
 *
 * @param warmSandboxes in the pool now
 * @param problem a sentence, or empty when the host is well
 */
public record HostPulse(int warmSandboxes, String problem) {}
