package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Cidr;
import io.slipway.protocol.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an instance can reach, tried from inside of one. */
@Tag("docker")
class HostIsolationIT {

    private static final Probe HTTP = Probe.newBuilder()
            .setType(Probe.Type.HTTP)
            .setPath("/health")
            .setTimeoutMillis(1000)
            .build();

    private static DockerLab lab;
    private static HostNetwork filters;
    private static ServerSocket hostPort;
    private static String sandbox;

    @BeforeAll
    static void open() throws IOException {
        lab = new DockerLab(33);
        filters = new HostNetwork(lab.bridge, "SLT33");
        hostPort = new ServerSocket();
        hostPort.bind(new InetSocketAddress(lab.address(1), 0));
        sandbox = sandbox("here", 10);
        startSample(sandbox("neighbour", 11), "neighbour-app");
    }

    @AfterAll
    static void close() throws IOException {
        filters.remove();
        hostPort.close();
        lab.close();
    }

    @Test
    void theHostReachesAnInstanceButAnInstanceReachesNobodyOnTheHost() throws IOException {
        assertThat(reaches(lab.address(1), hostPort.getLocalPort())).isTrue();

        filters.install(plan(List.of("192.0.2.77:9443")));

        await("the neighbour answers the host's router")
                .until(() -> HealthProbe.overNetwork().holds(HTTP, lab.address(11), 8080));
        assertThat(reaches(lab.address(1), hostPort.getLocalPort())).isFalse();
        assertThat(reaches(lab.address(11), 8080)).isFalse();
        assertThat(reaches("169.254.169.254", 80)).isFalse();
        assertThat(refusedAtOnce("169.254.169.254", 80)).isTrue();
        assertThat(refusedAtOnce("192.0.2.77", 9443)).isTrue();
    }

    @Test
    void filtersThatSomebodyRemovedAreBackAfterALook() throws IOException {
        filters.install(plan(List.of()));
        assertThat(filters.verify()).isTrue();

        new HostNetwork(lab.bridge, "SLT33").remove();

        assertThat(filters.verify()).isFalse();
        assertThat(filters.verify()).isTrue();
        assertThat(reaches(lab.address(1), hostPort.getLocalPort())).isFalse();
    }

    private static FilterPlan plan(List<String> protect) {
        return new FilterPlan(Cidr.of(lab.subnet()), protect, List.of(), List.of());
    }

    /** A refusal comes from our rule; silence would only mean that nobody is there. */
    private static boolean refusedAtOnce(String address, int port) {
        return run("nc -w 3 " + address + " " + port + " -e /bin/true").contains("refused");
    }

    private static boolean reaches(String address, int port) {
        return run("nc -w 2 " + address + " " + port + " -e /bin/true && echo connected")
                .contains("connected");
    }

    private static String run(String command) {
        var id = lab.runtime.createAppContainer(new AppContainerSpec(
                lab.cluster + "-" + UUID.randomUUID(),
                lab.images.sample().imageId(),
                sandbox,
                List.of("/bin/sh", "-c", command + " 2>&1"),
                Map.of(),
                64L << 20,
                250,
                labels(),
                Map.of()));
        lab.runtime.start(id);
        await("the try has ended")
                .until(() -> !lab.runtime.inspect(id).orElseThrow().running());
        return String.join("\n", lab.runtime.lastLines(id, 10));
    }

    private static String sandbox(String name, int number) {
        return lab.sandbox(name, number, labels());
    }

    private static void startSample(String inSandbox, String name) {
        var id = lab.runtime.createAppContainer(new AppContainerSpec(
                lab.cluster + "-" + name,
                lab.images.sample().imageId(),
                inSandbox,
                List.of(),
                Map.of("PORT", "8080"),
                64L << 20,
                250,
                labels(),
                Map.of()));
        lab.runtime.start(id);
    }

    private static Map<String, String> labels() {
        return Map.of(ContainerLabels.CLUSTER, lab.cluster, ContainerLabels.ROLE, ContainerLabels.SANDBOX);
    }
}
