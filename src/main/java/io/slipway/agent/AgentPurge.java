package io.slipway.agent;

import io.slipway.agent.docker.DockerRuntime;
import io.slipway.kernel.PrivateFiles;
import java.io.IOException;
import java.util.List;

/** Removes everything that an agent made on this host: its cluster's containers, the network, the filters with their sets, the routes. Nothing else. */
final class AgentPurge {

    private AgentPurge() {}

    static void run(AgentOptions options) throws IOException {
        var identity = new IdentityFiles(new PrivateFiles(options.data())).read();
        if (identity.isPresent()) {
            try (var runtime = new DockerRuntime(options.engine())) {
                remove(runtime, identity.get().clusterId(), options.network());
            }
        }
        new HostNetwork(options.bridge()).remove();
        new AddressSets(options.bridge()).keep(List.of());
        new PeerRoutes(options.bridge()).remove();
    }

    static void remove(ContainerRuntime runtime, String clusterId, String network) {
        runtime.listByLabel(ContainerLabels.CLUSTER, clusterId).forEach(container -> runtime.remove(container.id()));
        runtime.removeNetwork(network);
    }
}
