package io.slipway.bench;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for something with an end. */
final class Patience {

    private static final long LOOK_MILLIS = 4;

    private Patience() {}

    /** Looks every few milliseconds until it is so; a look that fails counts as not yet. */
    static void until(String what, Duration atMost, Callable<Boolean> isSo) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds(isSo)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "Waited " + atMost.toSeconds() + " s for " + what + " and it did not come");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean holds(Callable<Boolean> isSo) throws InterruptedException {
        try {
            return isSo.call();
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception notYet) {
            return false;
        }
    }
}
