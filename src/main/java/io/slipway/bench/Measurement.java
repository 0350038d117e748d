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

    /** Measures. Fails with {@link MissingPeerException} when something to compare with is not there. */
    Figures measure(Bench bench) throws IOException, InterruptedException;
}
