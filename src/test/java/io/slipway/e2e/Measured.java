package io.slipway.e2e;

import java.time.Duration;

/** Prints how long something took: for readers of a run, never judged, since other programs share the machine. */
final class Measured {

    private Measured() {}

    /** @param sinceNanos of {@link System#nanoTime} */
    static Duration say(String what, long sinceNanos) {
        var took = Duration.ofNanos(System.nanoTime() - sinceNanos);
        System.out.println("measured: " + what + " took " + took.toMillis() + " ms");
        return took;
    }
}
