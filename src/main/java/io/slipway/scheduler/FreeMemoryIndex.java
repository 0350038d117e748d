package io.slipway.scheduler;

import java.util.ArrayList;
import java.util.List;

/** The hosts that may take work, in steps of free memory: the balance scorer, kept ready so that nothing is sorted per placement. */
final class FreeMemoryIndex {

    /** How finely free memory is told apart. */
    static final int STEPS = 64;

    private final long bytesPerStep;
    private final List<HostSet> bySteps = new ArrayList<>(STEPS);

    FreeMemoryIndex(int hosts, long largestMemory) {
        bytesPerStep = largestMemory / STEPS + 1;
        for (int step = 0; step < STEPS; step++) {
            bySteps.add(new HostSet(hosts));
        }
    }

    private FreeMemoryIndex(FreeMemoryIndex other) {
        bytesPerStep = other.bytesPerStep;
        other.bySteps.forEach(hosts -> bySteps.add(hosts.copy()));
    }

    FreeMemoryIndex copy() {
        return new FreeMemoryIndex(this);
    }

    int stepOf(long freeMemory) {
        return (int) Math.min(STEPS - 1, Math.max(0, freeMemory) / bytesPerStep);
    }

    HostSet hostsAt(int step) {
        return bySteps.get(step);
    }

    void add(int host, long freeMemory) {
        bySteps.get(stepOf(freeMemory)).add(host);
    }

    void remove(int host, long freeMemory) {
        bySteps.get(stepOf(freeMemory)).remove(host);
    }

    void move(int host, long from, long to) {
        int before = stepOf(from);
        int after = stepOf(to);
        if (before != after) {
            bySteps.get(before).remove(host);
            bySteps.get(after).add(host);
        }
    }
}
