package io.slipway.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * How the copies of one process lie over the hosts: the spread scorer. Level k holds the hosts with at least k + 1 copies, so a
 * host's copies are counted by the levels it is in, and "exactly k copies" is two words and an and-not.
 */
final class ProcessSpread {

    private final int hosts;
    private final List<HostSet> levels = new ArrayList<>(2);

    ProcessSpread(int hosts) {
        this.hosts = hosts;
    }

    ProcessSpread copy() {
        var copy = new ProcessSpread(hosts);
        levels.forEach(level -> copy.levels.add(level.copy()));
        return copy;
    }

    /** The most copies that any host has. */
    int highest() {
        return levels.size();
    }

    int copiesOn(int host) {
        int copies = 0;
        while (copies < levels.size() && levels.get(copies).contains(host)) {
            copies++;
        }
        return copies;
    }

    void add(int host) {
        int copies = copiesOn(host);
        if (copies == levels.size()) {
            levels.add(new HostSet(hosts));
        }
        levels.get(copies).add(host);
    }

    /** Word {@code word} of the hosts with exactly {@code copies}. */
    long exactly(int copies, int word) {
        long atLeast = copies == 0 ? -1L : levels.get(copies - 1).words[word];
        long more = copies < levels.size() ? levels.get(copies).words[word] : 0L;
        return atLeast & ~more;
    }
}
