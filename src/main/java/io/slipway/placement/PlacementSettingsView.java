package io.slipway.placement;

/**
 * How instances are placed now, beside what holds where administrators have set nothing.
 *
 * @param policy which of equally good hosts takes an instance: {@code balance} or {@code bin-pack}
 * @param cpuOvercommit how many times a host's CPU is promised
 */
public record PlacementSettingsView(
        String policy, double cpuOvercommit, String defaultPolicy, double defaultCpuOvercommit) {}
