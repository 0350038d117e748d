package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three Docker hosts, each with its own engine, kernel network and agent. */
@Tag("docker")
class ManyHostsE2E {

    private static final int HOSTS = 3;
    private static final Pattern INDEX = Pattern.compile("<dd id=\"index\">(\\d+)</dd>");

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
    void anAppFindsAnotherOneOfItsSpaceByNameWhereverItRuns() {
        var shop = cluster.runningSample(2 * HOSTS);
        var calling = cluster.runningSample(1);
        var caller = cluster.api.routable(calling).getFirst();

        assertThat(indexesSeenBy(caller, shop, 2 * HOSTS)).hasSize(2 * HOSTS);

        var victim = cluster.api.routable(shop).getFirst();
        var killed = System.nanoTime();
        kill(victim);
        await("the dead instance to be in nobody's way")
                .atMost(Duration.ofSeconds(10))
                .until(() -> cluster.inside(caller, tries(30, get(shop)))
                                .lines()
                                .filter("ok"::equals)
                                .count()
                        == 30);
        System.out.printf(
                "measured: 30 calls by name in a row succeeded %.1f s after an instance was killed%n",
                seconds(killed, System.nanoTime()));
        cluster.delete(shop);
        cluster.delete(calling);
    }

    @Test
    void anAppOfAnotherSpaceNeitherFindsNorReachesItUntilAPolicyLetsIt() {
        var shop = cluster.runningSample(HOSTS);
        var strangerApp = Stage.freshName();
        var strangers = cluster.runningSampleInOtherSpace(strangerApp, HOSTS);

        for (var stranger : strangers) {
            assertThat(cluster.inside(stranger, get(shop))).contains("bad address");
            for (var instance : cluster.api.routable(shop)) {
                assertThat(cluster.inside(stranger, getAt(addressOf(instance))))
                        .as("from %s to %s", stranger.get("host"), instance.get("host"))
                        .contains("refused");
            }
        }

        cluster.letConnect(strangerApp, shop);
        var name = shop + ".default.default.internal";
        for (var stranger : strangers) {
            await("the way that the policy opens from " + stranger.get("host"))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> cluster.inside(stranger, get(name, "/health")).contains("ok"));
        }
        cluster.delete(shop);
        cluster.deleteInOtherSpace(strangerApp);
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
        var lone = LoneApp.on(2, HOSTS, cluster);
        long cut = LoneApp.now();
        cluster.rig.cut(2);
        try {
            await("replacements")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> cluster.serving(app).size() == HOSTS
                            && !hostsOf(app).isEmpty()
                            && cluster.state(2).equals("UNREACHABLE")
                            && lone.isRunningElsewhereThan(2));
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
        assertThat(lone.overlapMillis(cut)).as("it never ran twice at once").isZero();
        lone.delete();
    }

    @Test
    void whenMostHostsFallSilentAtOnceNothingIsReplacedUntilTheBrakeIsReleased() {
        var app = cluster.runningSample(HOSTS);
        try {
            cluster.rig.cut(2);
            cluster.rig.cut(3);
            await("the brake").atMost(Duration.ofSeconds(30)).until(() -> held() == 2);
            assertThat(cluster.api.brake().get("sentence").asString()).startsWith("2 of 3 hosts are silent.");
            assertThat(cluster.state(2)).isEqualTo("HELD");
            assertThat(cluster.serving(app)).hasSize(1);

            assertThat(cluster.api.releaseBrake()).isEqualTo(200);

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

    @Test
    void aHostSaysItsLabelsWhenItJoins() {
        var first = cluster.api.hosts().stream()
                .filter(host -> host.get("name").asString().equals(Cluster.name(1)))
                .findFirst()
                .orElseThrow();

        assertThat(first.get("labels").get("rack").asString()).isEqualTo("r1");
    }

    @Test
    void aTcpRouteIsAPortOfEveryHostAndADeploymentCostsNoConnection() {
        var app = cluster.runningSample(1);
        int port = cluster.api.tcpRoute(app);
        for (int host = 1; host <= HOSTS; host++) {
            var visitor = new Visitor(cluster.rig.address(host) + ":" + port, app);
            await("host " + host + " to pass on what comes to port " + port)
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .until(() -> INDEX.matcher(visitor.get("/").body()).find());
        }

        try (var one = new Passerby(cluster.rig.address(1), port, app);
                var other = new Passerby(cluster.rig.address(2), port, app)) {
            cluster.deploy(app, 1);
            int answered = one.answered() + other.answered();
            System.out.println("measured: " + answered + " connections to a TCP route through a deployment");
            assertThat(one.failures()).as("at host 1").isEmpty();
            assertThat(other.failures()).as("at host 2").isEmpty();
            assertThat(answered).as("connections meanwhile").isGreaterThan(20);
        }
        cluster.delete(app);
    }

    private static String addressOf(JsonNode instance) {
        return tell(instance, "inspect", "-f", "{{index .Config.Labels \"io.slipway.address\"}}", "")
                .strip();
    }

    private static int held() {
        return cluster.api.brake().get("held").size();
    }

    private static void kill(JsonNode instance) {
        tell(instance, "kill", "-app");
    }

    /** Has an instance's engine do something with one of its containers, the last argument being the end of its name. */
    private static String tell(JsonNode instance, String... command) {
        var host = Integer.parseInt(instance.get("host").asString().replace("host-", ""));
        var words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(command).subList(0, command.length - 1));
        words.add("slipway-" + instance.get("id").asString() + command[command.length - 1]);
        return cluster.rig.tell(host, words.toArray(String[]::new));
    }

    private static String get(String app) {
        return getAt(app + ".internal");
    }

    private static String getAt(String place) {
        return get(place, "/health");
    }

    private static String get(String place, String path) {
        return "printf 'GET " + path + " HTTP/1.0\\r\\n\\r\\n' | nc -w 3 " + place + " 8080";
    }

    private static String tries(int count, String command) {
        return "for i in $(seq " + count + "); do " + command + "; done";
    }

    /** The numbers of the instances that answer to calls by name. */
    private static Set<String> indexesSeenBy(JsonNode caller, String app, int wanted) {
        var seen = new HashSet<String>();
        await("answers of all instances").atMost(Duration.ofSeconds(30)).until(() -> {
            var pages = cluster.inside(caller, tries(10, get(app + ".internal", "/")));
            INDEX.matcher(pages).results().forEach(found -> seen.add(found.group(1)));
            return seen.size() >= wanted;
        });
        return seen;
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
