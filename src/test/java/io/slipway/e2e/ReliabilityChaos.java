package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The long runs of {@code ./slipway test --chaos}: three hosts, requests all the time, and what they measured as one flat object in
 * {@code target/reliability.json}. Goals and remarks stand in docs/reliability.md.
 */
@Tag("docker")
class ReliabilityChaos {

    private static final int HOSTS = 3;
    /** Together they make two hundred requests a second or more. */
    private static final int CROWD = 12;

    private static final int LOSSES = 5;
    private static final int LOST_INSTANCES = 20;
    private static final int DEPLOYMENTS = 20;
    private static final int DRAINS = 5;
    private static final int PARTITIONS = 5;
    private static final int LOST_PERCENT = 10;
    private static final Duration LOSSY = Duration.ofSeconds(60);
    /** Less than the lease. */
    private static final Duration FROZEN = Duration.ofSeconds(8);
    /** What would be replaced would be by then. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private static final int FLAPS = 10;
    private static final Duration FLAP = Duration.ofSeconds(3);
    private static final int LONE_FAULTS = 20;
    private static final Path REPORT = Path.of("target", "reliability.json");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A token may ask 600 times a minute. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Map<String, Object> FIGURES = new TreeMap<>();

    @AutoClose
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.start(HOSTS);
    }

    @AfterAll
    static void report() throws IOException {
        Files.writeString(
                REPORT,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(FIGURES));
    }

    @Test
    void lostHosts() {
        var noticed = new ArrayList<Double>();
        var replaced = new ArrayList<Double>();
        int failed = 0;
        for (int run = 0; run < LOSSES; run++) {
            var app = sampleOnTheLastHost();
            // Somebody has to answer while all of those are gone.
            var other = cluster.runningSample(2 * HOSTS);
            cluster.awaitWarm(LOST_INSTANCES / (HOSTS - 1), 1, 2);
            try (var visitors = crowd(other)) {
                long off = System.nanoTime();
                cluster.rig.off(HOSTS);
                noticed.add(secondsUntil(off, () -> cluster.state(HOSTS).equals("UNREACHABLE")));
                replaced.add(secondsUntil(off, () -> cluster.serving(app).size() == LOST_INSTANCES));
                failed += visitors.failures().size();
            } finally {
                cluster.rig.on(HOSTS);
                cluster.startAgent(HOSTS);
                cluster.awaitReady(HOSTS);
            }
            cluster.delete(app);
            cluster.delete(other);
        }
        FIGURES.put("loss.runs", LOSSES);
        FIGURES.put("loss.instances", LOST_INSTANCES);
        FIGURES.put("loss.notice_seconds_p95", Collections.max(noticed));
        FIGURES.put("loss.replace_seconds_p95", Collections.max(replaced));
        FIGURES.put("loss.failed_requests", failed);
        assertThat(failed).isZero();
    }

    @Test
    void rollingDeployments() {
        var app = cluster.runningSample(2 * HOSTS);
        try (var visitors = crowd(app)) {
            for (int run = 1; run <= DEPLOYMENTS; run++) {
                cluster.deploy(app, run);
            }
            FIGURES.put("deploy.runs", DEPLOYMENTS);
            FIGURES.put("deploy.requests", visitors.answered());
            FIGURES.put("deploy.requests_per_second", visitors.rate());
            FIGURES.put("deploy.failed_requests", visitors.failures().size());
            visitors.assertNoFailure();
        }
        cluster.delete(app);
    }

    @Test
    void drains() {
        var app = cluster.runningSample(2 * HOSTS);
        try (var visitors = crowd(app)) {
            for (int run = 0; run < DRAINS; run++) {
                int host = 1 + run % HOSTS;
                cluster.drain(host);
                cluster.api.endDrain(Cluster.name(host));
            }
            FIGURES.put("drain.runs", DRAINS);
            FIGURES.put("drain.requests", visitors.answered());
            FIGURES.put("drain.requests_per_second", visitors.rate());
            FIGURES.put("drain.failed_requests", visitors.failures().size());
            visitors.assertNoFailure();
        }
        cluster.delete(app);
    }

    @Test
    void partitions() {
        var gone = new ArrayList<Double>();
        var app = cluster.runningSample(2 * HOSTS);
        int failed = 0;
        for (int run = 0; run < PARTITIONS; run++) {
            try (var visitors = crowd(app)) {
                cluster.rig.cut(2);
                try {
                    secondsUntil(
                            System.nanoTime(),
                            () -> cluster.state(2).equals("UNREACHABLE")
                                    && cluster.serving(app).size() == 2 * HOSTS);
                } finally {
                    cluster.rig.heal(2);
                }
                gone.add(secondsUntil(
                        System.nanoTime(),
                        () -> cluster.containers(app) == 2 * HOSTS
                                && cluster.serving(app).size() == 2 * HOSTS
                                && cluster.state(2).equals("READY")));
                failed += visitors.failures().size();
            }
        }
        cluster.delete(app);
        FIGURES.put("partition.runs", PARTITIONS);
        FIGURES.put("partition.extra_gone_seconds_max", Collections.max(gone));
        FIGURES.put("partition.failed_requests", failed);
        assertThat(failed).isZero();
    }

    @Test
    void packetLoss() {
        var app = cluster.runningSample(2 * HOSTS);
        var before = idsOf(app);
        long silent = 0;
        try (var visitors = crowd(app)) {
            cluster.rig.lose(2, LOST_PERCENT);
            try {
                silent = looks(LOSSY, () -> !cluster.state(2).equals("READY"));
            } finally {
                cluster.rig.lose(2, 0);
            }
            FIGURES.put("packet_loss.percent", LOST_PERCENT);
            FIGURES.put("packet_loss.seconds", LOSSY.toSeconds());
            FIGURES.put("packet_loss.looks_at_which_the_host_counted_as_lost", silent);
            FIGURES.put("packet_loss.instances_made", made(app, before));
            FIGURES.put("packet_loss.requests", visitors.answered());
            FIGURES.put("packet_loss.failed_requests", visitors.failures().size());
            visitors.assertNoFailure();
        }
        assertThat(silent).isZero();
        assertThat(idsOf(app)).isEqualTo(before);
        cluster.delete(app);
    }

    @Test
    void freeze() {
        var app = cluster.runningSample(2 * HOSTS);
        var before = idsOf(app);
        long silent = 0;
        try (var visitors = crowd(app)) {
            cluster.rig.freeze(2);
            try {
                silent = looks(FROZEN, () -> !cluster.state(2).equals("READY"));
            } finally {
                cluster.rig.thaw(2);
            }
            silent += looks(AFTERWARDS, () -> !cluster.state(2).equals("READY"));
            FIGURES.put("freeze.seconds", FROZEN.toSeconds());
            FIGURES.put("freeze.looks_at_which_the_host_counted_as_lost", silent);
            FIGURES.put("freeze.instances_made", made(app, before));
            FIGURES.put("freeze.requests", visitors.answered());
            FIGURES.put("freeze.failed_requests", visitors.failures().size());
        }
        assertThat(silent).isZero();
        assertThat(idsOf(app)).isEqualTo(before);
        cluster.delete(app);
    }

    @Test
    void flappingLink() {
        var app = cluster.runningSample(2 * HOSTS);
        var before = idsOf(app);
        long silent = 0;
        try (var visitors = crowd(app)) {
            for (int flap = 0; flap < FLAPS; flap++) {
                cluster.rig.cut(2);
                try {
                    silent += looks(FLAP, () -> !cluster.state(2).equals("READY"));
                } finally {
                    cluster.rig.heal(2);
                }
                silent += looks(FLAP, () -> !cluster.state(2).equals("READY"));
            }
            cluster.awaitReady(2);
            FIGURES.put("flap.times", FLAPS);
            FIGURES.put("flap.seconds_down_and_up", FLAP.toSeconds());
            FIGURES.put("flap.looks_at_which_the_host_counted_as_lost", silent);
            FIGURES.put("flap.instances_made", made(app, before));
            FIGURES.put("flap.requests", visitors.answered());
            FIGURES.put("flap.failed_requests", visitors.failures().size());
        }
        assertThat(made(app, before)).as("instances made").isLessThanOrEqualTo(2 * HOSTS);
        cluster.delete(app);
    }

    private static Set<String> idsOf(String app) {
        return cluster.api.instances(app).stream()
                .map(instance -> instance.get("id").asString())
                .collect(Collectors.toSet());
    }

    /** How many instances came since. */
    private static long made(String app, Set<String> before) {
        return idsOf(app).stream().filter(id -> !before.contains(id)).count();
    }

    /** Looks again and again for as long, and counts how often something was so. */
    private static long looks(Duration time, Callable<Boolean> what) {
        var found = new AtomicLong();
        long until = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(30)).pollInterval(LOOK).until(() -> {
            if (what.call()) {
                found.incrementAndGet();
            }
            return System.nanoTime() - until > 0;
        });
        return found.get();
    }

    /** Cut off, with its agent stopped, and both at once: the host has to end the instance by itself. */
    @Test
    void atMostOne() {
        var overlaps = new ArrayList<Long>();
        var replaced = new ArrayList<Double>();
        for (int run = 0; run < LONE_FAULTS; run++) {
            boolean cut = run % 3 != 1;
            boolean stop = run % 3 != 0;
            var lone = LoneApp.on(2, HOSTS, cluster);
            long fault = LoneApp.now();
            long since = System.nanoTime();
            try {
                if (stop) {
                    cluster.signalAgent(2, "STOP");
                }
                if (cut) {
                    cluster.rig.cut(2);
                }
                replaced.add(secondsUntil(since, () -> lone.isRunningElsewhereThan(2)));
            } finally {
                if (cut) {
                    cluster.rig.heal(2);
                }
                if (stop) {
                    cluster.signalAgent(2, "CONT");
                }
                cluster.awaitReady(2);
            }
            overlaps.add(lone.overlapMillis(fault));
            lone.delete();
        }
        FIGURES.put("at_most_one.runs", LONE_FAULTS);
        FIGURES.put("at_most_one.replace_seconds_max", Collections.max(replaced));
        FIGURES.put("at_most_one.overlap_millis_max", Collections.max(overlaps));
        assertThat(Collections.max(overlaps)).isZero();
    }

    private static Visitors crowd(String app) {
        return Visitors.of(CROWD, () -> cluster.visitor(1, app));
    }

    private static String sampleOnTheLastHost() {
        var others = List.of(1, 2);
        others.forEach(host -> cluster.api.cordon(Cluster.name(host), true));
        try {
            return cluster.runningSample(LOST_INSTANCES);
        } finally {
            others.forEach(host -> cluster.api.cordon(Cluster.name(host), false));
        }
    }

    private static double secondsUntil(long since, Callable<Boolean> done) {
        await().atMost(PATIENCE).pollInterval(LOOK).until(done);
        return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
    }
}
