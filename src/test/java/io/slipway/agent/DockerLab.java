package io.slipway.agent;

import io.slipway.agent.docker.DockerRuntime;
import io.slipway.images.PlatformImages;
import java.io.IOException;
import java.util.Map;

/** A real engine with a network of its own for one test class; leaves nothing behind but the two platform images. */
final class DockerLab implements AutoCloseable {

    static final String ENGINE = "unix:///var/run/docker.sock";

    final DockerRuntime runtime = new DockerRuntime(ENGINE);
    final PlatformImages images = new PlatformImages();
    final String cluster;
    final String network;
    final String bridge;
    final String subnetStart;

    /** @param number third part of the subnet and of all names, one for each test class */
    DockerLab(int number) {
        cluster = "slipway-test-lab-" + number;
        network = "slipway-test-" + number;
        bridge = "slt" + number;
        subnetStart = "10.210." + number + ".";
        removeAll();
        runtime.ensureNetwork(new NetworkSpec(network, bridge, subnet(), Map.of(ContainerLabels.CLUSTER, cluster)));
        for (var image : java.util.List.of(images.pause(), images.sample())) {
            if (runtime.image(image.imageId()).isEmpty()) {
                runtime.load(image.open());
            }
        }
    }

    String subnet() {
        return subnetStart + "0/24";
    }

    String address(int number) {
        return subnetStart + number;
    }

    private void removeAll() {
        runtime.listByLabel(ContainerLabels.CLUSTER, cluster).forEach(container -> runtime.remove(container.id()));
        runtime.removeNetwork(network);
    }

    @Override
    public void close() throws IOException {
        removeAll();
        runtime.close();
    }
}
