package io.slipway.bench;

import java.io.IOException;

/** What a measurement takes the time of. */
interface Work {

    void run() throws IOException, InterruptedException;

    /** Does it once and answers how many seconds that took. */
    static double seconds(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
