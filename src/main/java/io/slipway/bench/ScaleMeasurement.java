package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** One instance to twenty, all taking traffic, beside 19 {@code docker run} four at a time. */
final class ScaleMeasurement implements Measurement {

    private static final int RUNS = 3;
    /** Cold starts take long; one run shows how much. */
    private static final int RUNS_UNPREPARED = 1;

    private static final int MANY = 20;
    private static final int PARALLEL = 4;
    private static final int DEFAULT_WARM = 4;
    /** A young server compiles its code beside the work. */
    private static final int WARM_UPS = 4;

    private static final Work NOTHING = () -> {};
    private static final double GOAL_RATIO = 0.6;
    private static final String APP = "scale";
    /** Each look is a request to the API, which works for the start of the instances meanwhile. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "scale20";
    }

    @Override
    public boolean needsPlatform() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        // What is missing is told before the platform has worked for it.
        var docker = DockerRun.onThisMachine();
        var platform = bench.platform();
        var image = new SampleImage(new Engine()).of(platform);
        Work dockerRuns = () -> runMany(docker, image);
        platform.api().createSample(APP);
        Patience.until("the app", PATIENCE, () -> platform.answers(APP, "/"));
        var usual = scale(platform, dockerRuns, DEFAULT_WARM, RUNS_UNPREPARED);
        platform.keepWarm(MANY);
        var first = scale(platform, NOTHING, MANY, WARM_UPS);
        var prepared = scale(platform, dockerRuns, MANY, RUNS);
        platform.api().delete(APP);
        platform.keepWarm(DEFAULT_WARM);
        return Figures.of(
                Figure.of("scale20.vs_docker_run", prepared.ratio()).atMost(GOAL_RATIO),
                Figure.of("scale20.seconds", prepared.ours()),
                Figure.of("scale20.warm_up_seconds", first.ours()),
                Figure.of("scale20.docker_run_seconds", prepared.theirs()),
                Figure.of("scale20.warm_sandboxes", MANY),
                Figure.of("scale20.default_warm_vs_docker_run", usual.ratio()),
                Figure.of("scale20.default_warm_seconds", usual.ours()),
                Figure.of("scale20.default_warm_sandboxes", DEFAULT_WARM));
    }

    private record Sides(Runs ours, Runs theirs) {

        double ratio() {
            return ours.median() / theirs.median();
        }
    }

    private static Sides scale(BenchPlatform platform, Work dockerRuns, int warm, int runs)
            throws IOException, InterruptedException {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int run = 0; run < runs; run++) {
            platform.awaitWarm(warm);
            ours.add(Work.seconds(() -> {
                platform.api().scale(APP, MANY);
                Patience.until(
                        "20 instances", PATIENCE, LOOK, () -> platform.api().routable(APP) == MANY);
            }));
            platform.api().scale(APP, 1);
            Patience.until("one instance", PATIENCE, () -> running() == 1);
            platform.awaitWarm(warm);
            theirs.add(Work.seconds(dockerRuns));
            new Engine().removePeers();
        }
        return new Sides(new Runs(ours), new Runs(theirs));
    }

    private static int running() throws IOException {
        return new Engine().list("label", "io.slipway.app=" + APP).size();
    }

    private static void runMany(DockerRun docker, String image) throws InterruptedException {
        var runs = new ArrayList<Callable<Double>>();
        for (int i = 1; i < MANY; i++) {
            runs.add(() -> docker.seconds(image, DeployMeasurement.SAMPLE_PORT, DeployMeasurement.PATH));
        }
        try (var four = Executors.newFixedThreadPool(PARALLEL)) {
            for (var run : List.copyOf(four.invokeAll(runs))) {
                run.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
