package io.slipway.bench;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for something with an end. */
final class Patience {

    /** Ours and theirs are looked at equally often; more often would measure the looking. */
    private static final Duration LOOK = Duration.ofMillis(10);

    private Patience() {}

    /** Looks every 10 ms until it is so; a look that fails counts as not yet. */
    static void until(String what, Duration atMost, Callable<Boolean> isSo) throws InterruptedException {
        until(what, atMost, LOOK, isSo);
    }

    /** The same with another rhythm, for looks that cost something. */
    static void until(String what, Duration atMost, Duration every, Callable<Boolean> isSo)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds(isSo)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "Waited " + atMost.toSeconds() + " s for " + what + " and it did not come");
            }
            Thread.sleep(every);
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
