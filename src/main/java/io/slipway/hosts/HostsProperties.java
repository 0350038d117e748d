package io.slipway.hosts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hosts are watched and addressed.
 *
 * @param heartbeat how often an agent is asked to beat
 * @param lease how long a silent host counts as well
 * @param sweep how often leases are looked at
 * @param instanceNetwork CIDR (prefix 22 or shorter) that hosts' subnets are cut from
 * @param joinTokenLifetime how long a join token works
 * @param brake what happens when most hosts fall silent at once
 */
@ConfigurationProperties("slipway.hosts")
public record HostsProperties(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("9500ms") Duration lease,
        @DefaultValue("100ms") Duration sweep,
        @DefaultValue("10.224.0.0/12") String instanceNetwork,
        @DefaultValue("15m") Duration joinTokenLifetime,
        @DefaultValue Brake brake) {

    /**
     * When the server suspects itself instead of its hosts.
     *
     * @param share of all hosts, silent within one lease, from which on nothing is replaced
     * @param hold how long nothing is replaced
     * @param pace after that, the pause between one host that is evacuated and the next
     */
    public record Brake(
            @DefaultValue("0.55") double share,
            @DefaultValue("60s") Duration hold,
            @DefaultValue("10s") Duration pace) {}
}
