package io.slipway.bench;

import java.io.IOException;

/** One part of the bench. */
interface Measurement {

    /** What {@code --only} calls it. */
    String name();

    /** Whether it needs a platform that runs. */
    default boolean needsPlatform() {
        return false;
    }

    /** Whether it is measured only when it is asked for: it takes many minutes, or needs what few machines have. */
    default boolean onlyByName() {
        return false;
    }

    /** Measures. Fails with {@link MissingPeerException} when something to compare with is not there. */
    Figures measure(Bench bench) throws IOException, InterruptedException;
}
