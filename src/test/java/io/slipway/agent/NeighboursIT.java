package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.Cidr;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.NamedApp;
import io.slipway.protocol.NamedInstance;
import io.slipway.protocol.NamedSpace;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom an instance of the space {@code red} finds and reaches, tried from inside of it: shop of red, pay of blue. */
@Tag("docker")
class NeighboursIT {

    private static final Probe HTTP = Probe.newBuilder()
            .setType(Probe.Type.HTTP)
            .setPath("/health")
            .setTimeoutMillis(1000)
            .build();
    private static final int ASKER = 10;
    private static final int SHOP = 11;
    private static final int PAY = 12;

    private static DockerLab lab;
    private static HostNetwork filters;
    private static Neighbours neighbours;
    private static String sandbox;

    @BeforeAll
    static void open() throws IOException {
        lab = new DockerLab(39);
        filters = new HostNetwork(lab.bridge, "SLT39");
        neighbours = new Neighbours(lab.bridge, filters);
        neighbours.open(Cidr.of(lab.subnet()));
        filters.install(new FilterPlan(Cidr.of(lab.subnet()), List.of(), List.of(), List.of()));
        sandbox = sandbox("asker", ASKER);
        startSample(sandbox("shop", SHOP), "shop-app");
        startSample(sandbox("pay", PAY), "pay-app");
        for (int number : List.of(SHOP, PAY)) {
            await("the app answers its host")
                    .until(() -> HealthProbe.overNetwork().holds(HTTP, lab.address(number), 8080));
        }
    }

    @AfterAll
    static void close() throws IOException {
        neighbours.close();
        filters.remove();
        new AddressSets(lab.bridge).keep(List.of());
        lab.close();
    }

    @BeforeEach
    void moveIn() throws IOException {
        neighbours.know(table().build());
        neighbours.moveIn("asker", lab.address(ASKER), spec("red", "asker"));
        neighbours.moveIn("shop", lab.address(SHOP), spec("red", "shop"));
        neighbours.moveIn("pay", lab.address(PAY), spec("blue", "pay"));
    }

    @Test
    void findsAndReachesAnAppOfItsSpaceByName() {
        assertThat(get("shop.internal")).contains("ok");
        assertThat(get("0.shop.internal")).contains("ok");
    }

    @Test
    void knowsItsOwnNameAndHasNoAddressThatNoFilterKnows() {
        var hostname = "i-" + lab.address(ASKER).replace('.', '-');

        assertThat(run("hostname; cat /etc/hostname").lines()).containsExactly(hostname, hostname);
        assertThat(run("cat /etc/hosts")).contains("127.0.0.1 localhost", lab.address(ASKER) + " " + hostname);
        assertThat(run("cat /proc/net/if_inet6").lines()).allMatch(line -> line.endsWith(" lo"));
        assertThat(run("echo mine >> /etc/hosts")).contains("can't create");
    }

    @Test
    void neitherFindsNorReachesAnAppOfAnotherSpace() {
        assertThat(get("pay.internal")).contains("bad address");
        assertThat(get("pay.blue.internal")).contains("bad address");
        assertThat(get(lab.address(PAY))).contains("refused");
    }

    @Test
    void aPolicyOpensOnePortOfAnotherSpacesApp() throws IOException {
        neighbours.know(table().addConnections(AllowedConnection.newBuilder()
                        .setSourceAppId("asker")
                        .setDestinationAppId("pay")
                        .setFirstPort(8080)
                        .setLastPort(8080))
                .build());
        neighbours.settle();

        assertThat(get("pay.blue.internal")).contains("ok");
        assertThat(refusedAtOnce(lab.address(PAY), 8081)).isTrue();

        neighbours.know(table().build());
        neighbours.settle();
        assertThat(get(lab.address(PAY))).contains("refused");
    }

    @Test
    void anAddressThatChangesHandsIsReachedByItsOldSpaceNoMore() throws IOException {
        neighbours.moveOut("shop");
        neighbours.settle();
        assertThat(get("shop.internal")).contains("bad address");
        assertThat(get(lab.address(SHOP))).contains("refused");

        neighbours.moveIn("other", lab.address(SHOP), spec("blue", "pay"));
        assertThat(get(lab.address(SHOP))).contains("refused");
    }

    @Test
    void setsThatSomebodyEmptiedAreFilledAgain() throws IOException {
        for (var name : HostPrograms.IPSET.run("", "list", "-name").lines().toList()) {
            if (name.startsWith(lab.bridge + "-")) {
                HostPrograms.IPSET.run("", "flush", name);
            }
        }
        assertThat(get(lab.address(SHOP))).contains("refused");

        neighbours.verify();

        assertThat(get(lab.address(SHOP))).contains("ok");
    }

    private static String get(String host) {
        return run("printf 'GET /health HTTP/1.0\\r\\n\\r\\n' | nc -w 5 " + host + " 8080");
    }

    /** A refusal comes from our rule or from the app's kernel; silence from nowhere. */
    private static boolean refusedAtOnce(String address, int port) {
        return run("nc -w 3 " + address + " " + port + " -e /bin/true").contains("refused");
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
                lab.files(ASKER)));
        lab.runtime.start(id);
        await("the try has ended")
                .until(() -> !lab.runtime.inspect(id).orElseThrow().running());
        return String.join("\n", lab.runtime.lastLines(id, 10));
    }

    private static NameTable.Builder table() {
        return NameTable.newBuilder()
                .addSpaces(NamedSpace.newBuilder()
                        .setSpaceId("red")
                        .setSpaceName("red")
                        .setOrganizationName("acme")
                        .addApps(app("shop", SHOP)))
                .addSpaces(NamedSpace.newBuilder()
                        .setSpaceId("blue")
                        .setSpaceName("blue")
                        .setOrganizationName("acme")
                        .addApps(app("pay", PAY)));
    }

    private static NamedApp.Builder app(String name, int number) {
        return NamedApp.newBuilder()
                .setAppId(name)
                .setAppName(name)
                .addInstances(NamedInstance.newBuilder()
                        .setAddress(lab.address(number))
                        .setAnswers(true));
    }

    private static RunSpec spec(String space, String app) {
        return RunSpec.newBuilder().setSpaceId(space).setAppId(app).build();
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
