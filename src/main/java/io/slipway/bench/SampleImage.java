package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;

/** Finds what the engine calls the sample app's image, by letting the platform run it once. */
record SampleImage(Engine engine) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APP = "sample-image";

    String of(BenchPlatform platform) throws IOException, InterruptedException {
        platform.api().createSample(APP);
        Patience.until("the sample app", PATIENCE, () -> platform.answers(APP, "/"));
        var container = engine.list("label", "io.slipway.app=" + APP).getFirst();
        platform.api().delete(APP);
        return container.path("ImageID").asString();
    }
}
