package io.slipway.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.slipway.agent.NetworkSpec;
import io.slipway.agent.RuntimeFailure;
import io.slipway.agent.RuntimeFailure.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The bridge network of a host's instances. */
final class Networks {

    private Networks() {}

    static void ensure(DockerClient client, NetworkSpec spec) {
        var found = find(client, spec.name());
        if (found.isPresent() && hasSubnet(found.get(), spec.subnet())) {
            return;
        }
        if (found.isPresent()) {
            removeUnused(client, found.get(), spec);
        }
        create(client, spec);
    }

    private static Optional<Network> find(DockerClient client, String name) {
        try {
            return Optional.of(client.inspectNetworkCmd().withNetworkId(name).exec());
        } catch (NotFoundException absent) {
            return Optional.empty();
        }
    }

    private static boolean hasSubnet(Network network, String subnet) {
        var ipam = network.getIpam();
        return ipam != null
                && ipam.getConfig() != null
                && ipam.getConfig().stream().anyMatch(config -> Objects.equals(config.getSubnet(), subnet));
    }

    private static void removeUnused(DockerClient client, Network network, NetworkSpec spec) {
        var inside = network.getContainers();
        if (inside != null && !inside.isEmpty()) {
            throw new RuntimeFailure(
                    Kind.CONFLICT,
                    "The network %s has another subnet than %s and containers in it. Remove those containers first."
                            .formatted(spec.name(), spec.subnet()));
        }
        client.removeNetworkCmd(network.getId()).exec();
    }

    private static void create(DockerClient client, NetworkSpec spec) {
        client.createNetworkCmd()
                .withName(spec.name())
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withLabels(spec.labels())
                .withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(spec.subnet())))
                .withOptions(Map.of(
                        "com.docker.network.bridge.name", spec.bridge(),
                        // Belt and braces: Slipway's own rules forbid the same.
                        "com.docker.network.bridge.enable_icc", "false",
                        // Slipway translates itself: not between instances, whose addresses tell who they are.
                        "com.docker.network.bridge.enable_ip_masquerade", "false"))
                .exec();
    }
}
