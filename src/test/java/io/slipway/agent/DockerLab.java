package io.slipway.agent;

import io.slipway.agent.docker.DockerRuntime;
import io.slipway.images.PlatformImages;
import io.slipway.kernel.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A real engine with a network of its own for one test class; leaves nothing behind but the two platform images. */
final class DockerLab implements AutoCloseable {

    static final String ENGINE = "unix:///var/run/docker.sock";

    final DockerRuntime runtime = new DockerRuntime(ENGINE);
    final PlatformImages images = new PlatformImages();
    final String cluster;
    final String network;
    final String bridge;
    final String subnetStart;
    final SandboxLinks links;
    private final Path folder;

    /** @param number third part of the subnet and of all names, one for each test class */
    DockerLab(int number) throws IOException {
        folder = Files.createTempDirectory("slipway-test-lab");
        cluster = "slipway-test-lab-" + number;
        network = "slipway-test-" + number;
        bridge = "slt" + number;
        subnetStart = "10.210." + number + ".";
        removeAll();
        runtime.ensureNetwork(new NetworkSpec(network, bridge, subnet(), Map.of(ContainerLabels.CLUSTER, cluster)));
        var etc = new EtcFiles(folder.resolve("etc"));
        etc.resolvers(List.of(address(1), "192.0.2.53"));
        links = new SandboxLinks(bridge, Cidr.of(subnet()), etc);
        for (var image : List.of(images.pause(), images.sample())) {
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

    /** A sandbox that runs and is connected. */
    String sandbox(String name, int number, Map<String, String> labels) {
        var id = runtime.createSandbox(
                new SandboxSpec(cluster + "-" + name, images.pause().imageId(), address(number), labels));
        try {
            runtime.start(id);
            var pid = runtime.inspect(id).orElseThrow().pid();
            links.plug(new Sandbox(id, address(number), pid));
        } catch (RuntimeFailure failure) {
            runtime.remove(id);
            throw failure;
        } catch (IOException unplugged) {
            throw new UncheckedIOException(unplugged);
        }
        return id;
    }

    /** What containers of such a sandbox see in place of their image's own. */
    Map<String, String> files(int number) {
        return links.files(address(number));
    }

    private void removeAll() {
        runtime.listByLabel(ContainerLabels.CLUSTER, cluster).forEach(container -> runtime.remove(container.id()));
        runtime.removeNetwork(network);
    }

    @Override
    public void close() throws IOException {
        removeAll();
        runtime.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
