package io.slipway.agent.dns;

import java.util.HashMap;
import java.util.Map;

/** How much may go on at once, in all and for each asker, so that a noisy neighbour uses up nobody else's share. */
final class Admission {

    private final int most;
    private final int mostForOne;
    private final Map<String, Integer> present = new HashMap<>();
    private int all;

    Admission(int most, int mostForOne) {
        this.most = most;
        this.mostForOne = mostForOne;
    }

    /** Lets one more in, who must {@link #leave}; false when there is no room. */
    synchronized boolean enter(String asker) {
        int his = present.getOrDefault(asker, 0);
        if (all >= most || his >= mostForOne) {
            return false;
        }
        present.put(asker, his + 1);
        all++;
        return true;
    }

    synchronized void leave(String asker) {
        all--;
        present.computeIfPresent(asker, (key, his) -> his > 1 ? his - 1 : null);
    }
}
