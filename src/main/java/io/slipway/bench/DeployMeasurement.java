package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/** From the API call that creates an app to the first 200 through its route, beside {@code docker run -d -p} of the same image. */
final class DeployMeasurement implements Measurement {

    static final String PATH = "/health";
    static final int SAMPLE_PORT = 8_080;

    /** A platform that has worked for some minutes, as platforms have, has its code compiled. */
    private static final int WARM_UPS = 12;

    private static final int RUNS = 9;
    private static final int DEFAULT_WARM = 4;
    private static final double GOAL_RATIO = 0.8;
    private static final double MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public boolean needsPlatform() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var platform = bench.platform();
        var engine = new Engine();
        var docker = DockerRun.onThisMachine();
        var image = new SampleImage(engine).of(platform);
        double first = 0;
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        var engines = new ArrayList<Double>();
        try {
            for (int run = -WARM_UPS; run < RUNS; run++) {
                platform.awaitWarm(DEFAULT_WARM);
                double deploy = deploy(platform, "deploy" + (run + WARM_UPS));
                if (run == -WARM_UPS) {
                    first = deploy * MILLIS;
                }
                if (run < 0) {
                    continue;
                }
                platform.awaitWarm(DEFAULT_WARM);
                ours.add(deploy * MILLIS);
                theirs.add(docker.seconds(image, SAMPLE_PORT, PATH) * MILLIS);
                engine.removePeers();
                engines.add(engine.secondsToRun(image, SAMPLE_PORT, PATH) * MILLIS);
                engine.removePeers();
            }
        } finally {
            engine.removePeers();
        }
        var deploys = new Runs(ours);
        var runs = new Runs(theirs);
        var bare = new Runs(engines);
        return Figures.of(
                Figure.of("deploy.vs_docker_run", deploys.median() / runs.median())
                        .atMost(GOAL_RATIO),
                Figure.of("deploy.millis", deploys),
                Figure.of("deploy.first_millis", first),
                Figure.of("deploy.docker_run_millis", runs),
                Figure.of("deploy.vs_engine_api", deploys.median() / bare.median()),
                Figure.of("deploy.engine_api_millis", bare),
                Figure.of("deploy.warm_sandboxes", DEFAULT_WARM));
    }

    private static double deploy(BenchPlatform platform, String app) throws IOException, InterruptedException {
        double seconds = Work.seconds(() -> {
            platform.api().createSample(app);
            Patience.until("the app", PATIENCE, () -> platform.answers(app, PATH));
        });
        platform.api().delete(app);
        return seconds;
    }
}
