package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Docker Swarm beside us on the same three hosts, each with an engine of its own: one instance to twenty, and twenty instances back
 * after their host has lost its power. An instance serves when it answers over HTTP at its own address, for both.
 */
final class SwarmMeasurement implements Measurement {

    private static final int HOSTS = 3;
    private static final int LOST = 3;
    private static final List<Integer> ALL = List.of(1, 2, 3);
    private static final List<Integer> OTHERS = List.of(1, 2);
    private static final int MANY = 20;
    /** A young server compiles its code beside the work; theirs gets as many. */
    private static final int WARM_UPS = 2;

    /** On each of three hosts, so that twenty find one: whoever scales in bursts sets it. */
    private static final int WARM = 8;

    private static final int SCALES = 5;
    private static final int LOSSES = 3;
    private static final double GOAL_SCALE = 0.5;
    private static final double GOAL_LOSS = 1;
    /** Each look asks every engine for its containers. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** What an instance that has just ended still does in the background. */
    private static final Duration REST = Duration.ofSeconds(3);

    /** For those who would rather move once too often than wait: two heartbeats missed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration SHORT_LEASE = Duration.ofSeconds(2);
    private static final double GOAL_SHORT_LOSS = 4;

    private record Side(Runs scale, Runs loss, Runs shortLoss) {}

    @Override
    public String name() {
        return "swarm";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        try (var rig = Rig.start(Files.createTempDirectory("slipway-bench-rig"), HOSTS)) {
            String image;
            Side ours;
            Runs prepared;
            try (var slipway =
                    new RigPlatform(rig, bench.platform("rig", network(), List.of()), bench.folder("rig-agents"))) {
                slipway.start();
                ours = measure("Slipway", slipway, rig, bench);
                slipway.keepWarm(WARM);
                prepared = scales("Slipway, " + WARM + " warm on each host", slipway, rig, bench);
                image = slipway.imageId();
            }
            restart(rig);
            var swarm = new RigSwarm(rig, image);
            swarm.start();
            var theirs = measure("Swarm", swarm, rig, bench);
            return figures(ours, prepared, theirs);
        }
    }

    private static Figures figures(Side ours, Runs prepared, Side theirs) {
        return Figures.of(
                Figure.of(
                                "scale20.vs_swarm",
                                ours.scale().median() / theirs.scale().median())
                        .atMost(GOAL_SCALE),
                Figure.of("scale20.hosts", HOSTS),
                Figure.of("scale20.rig_seconds", ours.scale()),
                Figure.of("scale20.swarm_seconds", theirs.scale()),
                Figure.of(
                        "scale20.prepared_vs_swarm",
                        prepared.median() / theirs.scale().median()),
                Figure.of("scale20.prepared_seconds", prepared),
                Figure.of("scale20.prepared_warm_sandboxes", WARM),
                Figure.of("loss.vs_swarm", ours.loss().median() / theirs.loss().median())
                        .atMost(GOAL_LOSS),
                Figure.of("loss.seconds", ours.loss()),
                Figure.of("loss.swarm_seconds", theirs.loss()),
                Figure.of("loss.short_lease_seconds", ours.shortLoss()).atMost(GOAL_SHORT_LOSS),
                Figure.of("loss.swarm_short_seconds", theirs.shortLoss()));
    }

    /** Four subnets that most likely nobody uses. */
    private static String network() {
        var random = ThreadLocalRandom.current();
        return "10." + random.nextInt(128, 192) + "." + 16 * random.nextInt(16) + ".0/20";
    }

    /** With their engines' images and without anything that runs. */
    private static void restart(Rig rig) throws IOException, InterruptedException {
        for (int host : ALL) {
            rig.off(host);
            rig.on(host);
            rig.engine(host).removeAll();
        }
    }

    private static Side measure(String name, Contender contender, Rig rig, Bench bench)
            throws IOException, InterruptedException {
        var scales = scales(name, contender, rig, bench);
        var losses = losses(name, contender, rig, bench);
        contender.watchClosely(HEARTBEAT, SHORT_LEASE);
        return new Side(scales, losses, losses(name + ", watched closely", contender, rig, bench));
    }

    private static Runs losses(String name, Contender contender, Rig rig, Bench bench)
            throws IOException, InterruptedException {
        var losses = new ArrayList<Double>();
        for (int run = 0; run < LOSSES; run++) {
            losses.add(lose(contender, rig));
            bench.say("%s: %d back in %.1f s after the loss of their host".formatted(name, MANY, losses.getLast()));
        }
        return new Runs(losses);
    }

    private static Runs scales(String name, Contender contender, Rig rig, Bench bench)
            throws IOException, InterruptedException {
        contender.scale(1);
        awaitContainers(contender, rig, 1);
        var everywhere = new ServingInstances(rig, contender.instances(), ALL);
        awaitServing(everywhere, 1);
        var scales = new ArrayList<Double>();
        for (int run = -WARM_UPS; run < SCALES; run++) {
            double seconds = scale(contender, rig, everywhere);
            bench.say("%s: 1 to %d in %.1f s%s".formatted(name, MANY, seconds, run < 0 ? " (warming up)" : ""));
            if (run >= 0) {
                scales.add(seconds);
            }
        }
        return new Runs(scales);
    }

    private static double scale(Contender contender, Rig rig, ServingInstances everywhere)
            throws IOException, InterruptedException {
        contender.awaitReady();
        Thread.sleep(REST);
        double seconds = Work.seconds(() -> {
            contender.scale(MANY);
            awaitServing(everywhere, MANY);
        });
        contender.scale(1);
        awaitContainers(contender, rig, 1);
        everywhere.forget();
        return seconds;
    }

    private static double lose(Contender contender, Rig rig) throws IOException, InterruptedException {
        var lost = new ServingInstances(rig, contender.instances(), List.of(LOST));
        var others = new ServingInstances(rig, contender.instances(), OTHERS);
        contender.scale(0);
        awaitContainers(contender, rig, 0);
        contender.only(List.of(LOST));
        contender.scale(MANY);
        awaitServing(lost, MANY);
        contender.only(ALL);
        contender.awaitReady();
        Thread.sleep(REST);
        double seconds = Work.seconds(() -> {
            rig.off(LOST);
            awaitServing(others, MANY);
        });
        rig.on(LOST);
        contender.returned(LOST);
        return seconds;
    }

    private static void awaitServing(ServingInstances instances, int wanted) throws InterruptedException {
        Patience.until(wanted + " that answer", PATIENCE, LOOK, () -> instances.count() >= wanted);
    }

    private static void awaitContainers(Contender contender, Rig rig, int wanted) throws InterruptedException {
        var which = contender.containers();
        Patience.until(wanted + " containers and no more", PATIENCE, LOOK, () -> {
            int all = 0;
            for (int host : ALL) {
                all += rig.engine(host).list(which.filter(), which.value()).size();
            }
            return all == wanted;
        });
    }
}
