package io.slipway.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * An app that runs once at most and writes down every 50 ms that it lives, by the clock of the kernel, which is one for all hosts of a
 * rig.
 */
final class LoneApp {

    private static final String STAMPS =
            "while :; do read -r up rest </proc/uptime; echo \"alive ${up%.*}${up#*.}\"; usleep 50000; done";
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int PAGE = 1_000;
    private static final long MILLIS_PER_STAMP = 10;
    /** No more words come after such a pause. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    /** Half a lease, by the clock of its words. */
    private static final long LIVES_ON = 475;

    private final Cluster cluster;
    private final String name;
    private long lastWord;

    private LoneApp(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** One that runs on this host of so many. */
    static LoneApp on(int host, int hosts, Cluster cluster) {
        var lone = new LoneApp(cluster, Stage.freshName());
        var others =
                IntStream.rangeClosed(1, hosts).filter(each -> each != host).toArray();
        IntStream.of(others).forEach(other -> cluster.api.cordon(Cluster.name(other), true));
        try {
            cluster.api.created(Map.of(
                    "name",
                    lone.name,
                    "image",
                    "slipway/sample",
                    "port",
                    0,
                    "healthCheck",
                    Map.of("type", "process"),
                    "command",
                    List.of("/bin/sh", "-c", STAMPS),
                    "atMostOne",
                    true));
            await(lone.name + " to run")
                    .atMost(Cluster.PATIENCE)
                    .pollInterval(LOOK)
                    .until(() -> lone.isRunningOn(host));
        } finally {
            IntStream.of(others).forEach(other -> cluster.api.cordon(Cluster.name(other), false));
        }
        return lone;
    }

    boolean isRunningOn(int host) {
        return running().stream()
                .anyMatch(instance -> instance.path("host").asString("").equals(Cluster.name(host)));
    }

    /** Whether one runs on another host; the last word of a silent one does not count. */
    boolean isRunningElsewhereThan(int host) {
        return running().stream().anyMatch(instance -> {
            var where = instance.path("host").asString("");
            return !where.isEmpty() && !where.equals(Cluster.name(host));
        });
    }

    /** Now, by the clock of its words. */
    static long now() {
        try {
            var uptime = Files.readString(Path.of("/proc/uptime"));
            return Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How long the copy that a fault met and the next one lived at once, in milliseconds; 0 when there was a gap.
     *
     * @param fault when its host was cut off or its agent stopped; it lives on for most of a lease, and says so when it is heard again
     */
    long overlapMillis(long fault) {
        var heard = await("the last words of the copy that the fault met")
                .atMost(Cluster.PATIENCE)
                .pollInterval(SETTLED)
                .until(this::lives, lives -> isComplete(lives, fault));
        return Math.max(0, heard.getFirst().getMax() - heard.get(1).getMin()) * MILLIS_PER_STAMP;
    }

    private boolean isComplete(List<LongSummaryStatistics> lives, long fault) {
        if (lives.size() < 2 || lives.getFirst().getMax() < fault + LIVES_ON) {
            return false;
        }
        boolean said = lives.getFirst().getMax() == lastWord;
        lastWord = lives.getFirst().getMax();
        return said;
    }

    void delete() {
        cluster.delete(name);
    }

    private List<JsonNode> running() {
        return cluster.api.instances(name).stream()
                .filter(instance -> instance.path("state").asString("").equals("RUNNING"))
                .toList();
    }

    /** First and last word of each copy, in the order in which they began. */
    private List<LongSummaryStatistics> lives() {
        var byCopy = new HashMap<String, LongSummaryStatistics>();
        var after = "0";
        boolean more = true;
        while (more) {
            var page = cluster.api.get("/apps/" + name + "/logs?q=alive&from=1&limit=" + PAGE + "&after=" + after);
            for (var line : page.get("lines")) {
                after = line.get("c").asString();
                note(byCopy, line);
            }
            more = page.get("more").asBoolean();
        }
        var lives = new ArrayList<>(byCopy.values());
        lives.sort(Comparator.comparingLong(LongSummaryStatistics::getMin));
        return lives;
    }

    private static void note(Map<String, LongSummaryStatistics> byCopy, JsonNode line) {
        var text = line.get("m").asString();
        if (text.matches("alive \\d+")) {
            byCopy.computeIfAbsent(line.get("n").asString(), copy -> new LongSummaryStatistics())
                    .accept(Long.parseLong(text.substring("alive ".length())));
        }
    }
}
