package io.slipway.hosts;

/**
 * What a heartbeat says.
 *
 * @param warmSandboxes in the pool now
 * @param problem a sentence, or empty when the host is well
 * @param notice a sentence about what it cannot do though it is well; empty when there is nothing to say
 */
public record HostPulse(int warmSandboxes, String problem, String notice) {

    /** A pulse without a notice. */
    public HostPulse(int warmSandboxes, String problem) {
        this(warmSandboxes, problem, "");
    }
}
