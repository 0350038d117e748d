package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three Docker hosts, each with its own engine, kernel network and agent. */
@Tag("docker")
class ManyHostsE2E {

    private static final int HOSTS = 3;

    @AutoClose
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.start(HOSTS);
    }

    @Test
    void everyHostsRouterReachesTheInstancesOfAll() {
        var app = cluster.runningSample(2 * HOSTS);

        assertThat(hostsOf(app)).hasSize(HOSTS);
        for (int host = 1; host <= HOSTS; host++) {
            assertThat(instancesSeenFrom(host, app, 2 * HOSTS))
                    .as("through the router of host %d", host)
                    .hasSize(2 * HOSTS);
        }
    }

    @Test
    void anInstanceDoesNotReachInstancesOfOtherHosts() {
        var app = cluster.runningSample(HOSTS);
        var here = instanceOn(1, app);
        var there = instanceOn(2, app);
        var address = cluster.rig
                .tell(2, "docker", "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", there)
                .strip();
        var pid = cluster.rig
                .tell(1, "docker", "inspect", "-f", "{{.State.Pid}}", here)
                .strip();

        assertThat(cluster.rig.tell(1, "bash", "-c", connect(address))).contains("open");
        assertThat(cluster.rig.tell(1, "nsenter", "-t", pid, "-n", "bash", "-c", connect(address)))
                .contains("refused")
                .doesNotContain("open");
    }

    @Test
    void aLostHostIsReplacedAndCostsNoRequest() {
        var app = cluster.runningSample(2 * HOSTS);
        try (var visitors = Visitors.of(() -> cluster.visitor(1, app))) {
            var off = System.nanoTime();
            cluster.rig.off(HOSTS);
            await("the loss to be noticed")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> cluster.state(HOSTS).equals("UNREACHABLE"));
            var noticed = System.nanoTime();
            await("all instances to run elsewhere")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> cluster.serving(app).size() == 2 * HOSTS);
            System.out.printf(
                    "measured: a lost host was noticed after %.1f s, its instances ran elsewhere after %.1f s%n",
                    seconds(off, noticed), seconds(off, System.nanoTime()));
            visitors.assertNoFailure();
        } finally {
            cluster.rig.on(HOSTS);
            cluster.startAgent(HOSTS);
            cluster.awaitReady(HOSTS);
        }
        cluster.awaitRoutable(app, 2 * HOSTS);
    }

    @Test
    void aHostThatWasCutOffComesBackWithoutExtraInstances() {
        var app = cluster.runningSample(HOSTS);
        cluster.rig.cut(2);
        try {
            await("replacements")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cluster.serving(app).size() == HOSTS
                            && !hostsOf(app).isEmpty()
                            && cluster.state(2).equals("UNREACHABLE"));
        } finally {
            cluster.rig.heal(2);
        }
        var healed = System.nanoTime();
        await("the extra instances to be gone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster.state(2).equals("READY")
                        && cluster.api.routable(app).size() == HOSTS
                        && cluster.containers(app) == HOSTS);
        System.out.printf(
                "measured: extra instances were gone %.1f s after the heal%n", seconds(healed, System.nanoTime()));
    }

    @Test
    void whenMostHostsFallSilentAtOnceNothingIsReplacedUntilTheBrakeIsReleased() {
        var app = cluster.runningSample(HOSTS);
        try {
            cluster.rig.cut(2);
            cluster.rig.cut(3);
            await("the brake").atMost(Duration.ofSeconds(30)).until(() -> held() == 2);
            assertThat(cluster.api.get("/brake").get("sentence").asString()).startsWith("2 of 3 hosts are silent.");
            assertThat(cluster.state(2)).isEqualTo("HELD");
            assertThat(cluster.serving(app)).hasSize(1);

            cluster.api.send("POST", "/brake/actions/release", Map.of());

            await("replacements")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cluster.serving(app).size() == HOSTS);
        } finally {
            cluster.rig.heal(2);
            cluster.rig.heal(3);
        }
        cluster.awaitReady(2, 3);
        assertThat(held()).isZero();
    }

    @Test
    void aDrainedHostIsEmptiedWithoutAFailedRequest() {
        var app = cluster.runningSample(2 * HOSTS);
        var leaving = Cluster.name(2);
        assertThat(cluster.api.drain(leaving).get("state").asString()).isEqualTo("PLANNED");
        assertThat(cluster.api.drain(leaving).get("toMove").asInt()).isGreaterThanOrEqualTo(2);

        try (var visitors = Visitors.of(() -> cluster.visitor(2, app))) {
            cluster.drain(2);
            visitors.assertNoFailure();
        } finally {
            cluster.api.endDrain(leaving);
        }

        assertThat(hostsOf(app)).doesNotContain(leaving).hasSize(HOSTS - 1);
        assertThat(cluster.api.routable(app)).hasSize(2 * HOSTS);
    }

    @Test
    void aConstrainedAppStandsOnlyWhereItsLabelIsAndARebalanceFollowsTheLabel() {
        var app = Stage.freshName();
        try {
            cluster.api.label(Cluster.name(2), Map.of("disk", "ssd"));
            cluster.api.created(
                    Map.of("name", app, "image", "slipway/sample", "instances", 2, "constraints", "disk=ssd"));
            cluster.awaitRoutable(app, 2);
            assertThat(hostsOf(app)).containsExactly(Cluster.name(2));

            cluster.api.label(Cluster.name(2), Map.of());
            cluster.api.label(Cluster.name(3), Map.of("disk", "ssd"));
            var plan = cluster.api.rebalance();
            assertThat(plan.get("forRules").asInt()).isEqualTo(2);
            assertThat(hostsOf(app)).as("nothing moves unasked").containsExactly(Cluster.name(2));

            try (var visitors = Visitors.of(() -> cluster.visitor(1, app))) {
                cluster.api.startRebalance(plan.get("plan").asString());
                await("the end of the rebalance")
                        .atMost(Cluster.PATIENCE)
                        .until(() ->
                                cluster.api.rebalance().get("state").asString().equals("PLANNED"));
                visitors.assertNoFailure();
            }
            assertThat(hostsOf(app)).containsExactly(Cluster.name(3));
            assertThat(cluster.api.routable(app)).hasSize(2);
        } finally {
            cluster.api.label(Cluster.name(2), Map.of());
            cluster.api.label(Cluster.name(3), Map.of());
        }
    }

    /** The sandbox of an instance there, which has its network. */
    private static String instanceOn(int host, String app) {
        return cluster.api.routable(app).stream()
                .filter(instance -> instance.get("host").asString().equals(Cluster.name(host)))
                .map(instance -> "slipway-" + instance.get("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static int held() {
        return cluster.api.get("/brake").get("held").size();
    }

    private static String connect(String address) {
        return "exec 3<>/dev/tcp/" + address + "/8080 && echo open";
    }

    private static Set<String> hostsOf(String app) {
        return cluster.api.routable(app).stream()
                .map(instance -> instance.get("host").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> instancesSeenFrom(int host, String app, int wanted) {
        var seen = new HashSet<String>();
        try (var visitor = cluster.visitor(host, app)) {
            await("answers of all instances through host " + host)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        var page = visitor.get("/").body();
                        seen.add(page.replaceAll("(?s).*<dd id=\"index\">(\\d+)</dd>.*", "$1"));
                        return seen.size() >= wanted;
                    });
        }
        return seen;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
