package io.slipway.hosts;

/**
 * What is told of a host again and again.
 *
 * @param warmSandboxes in the pool now
 * @param problem a sentence, or empty when the host is well
 * @param notice a sentence about what it cannot do though it is well; empty when there is nothing to say
 * @param fences whether its agent ends what must run once at most when the server is out of reach
 */
public record HostPulse(int warmSandboxes, String problem, String notice, boolean fences) {

    /** A pulse without a notice, of an agent that does not fence. */
    public HostPulse(int warmSandboxes, String problem) {
        this(warmSandboxes, problem, "", false);
    }

    /** A pulse of an agent that does not fence. */
    public HostPulse(int warmSandboxes, String problem, String notice) {
        this(warmSandboxes, problem, notice, false);
    }
}
