package io.slipway.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * How the copies of one process lie over zones and hosts: the spread scorer. Level k holds the hosts with at least k + 1 copies, so a
 * host's copies are counted by the levels it is in, and "exactly k copies" is two words and an and-not.
 */
final class ProcessSpread {

    private static final int NONE = -1;

    private final Zones zones;
    private final int hosts;
    private final List<HostSet> levels = new ArrayList<>(2);
    /** Copies by zone; empty where all hosts are of one. */
    private final int[] inZones;

    ProcessSpread(int hosts, Zones zones) {
        this(hosts, zones, new int[zones.areSeveral() ? zones.count() : 0]);
    }

    private ProcessSpread(int hosts, Zones zones, int[] inZones) {
        this.hosts = hosts;
        this.zones = zones;
        this.inZones = inZones;
    }

    ProcessSpread copy() {
        var copy = new ProcessSpread(hosts, zones, inZones.clone());
        levels.forEach(level -> copy.levels.add(level.copy()));
        return copy;
    }

    /** The most copies that any host has, or had. */
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

    int copiesInZone(int zone) {
        return inZones[zone];
    }

    /** Copies in the zone of a host; 0 where all hosts are of one zone. */
    int copiesInZoneOf(int host) {
        return inZones.length == 0 ? 0 : inZones[zones.of(host)];
    }

    /** The fewest copies of any zone that are more than {@code copies}; -1 when no zone has more. */
    int nextZoneCopies(int copies) {
        int next = NONE;
        for (int found : inZones) {
            if (found > copies && (next == NONE || found < next)) {
                next = found;
            }
        }
        return next;
    }

    void add(int host) {
        int copies = copiesOn(host);
        if (copies == levels.size()) {
            levels.add(new HostSet(hosts));
        }
        levels.get(copies).add(host);
        addToZone(host, 1);
    }

    /** Takes one of a host's copies away; nothing where it has none. */
    void remove(int host) {
        int copies = copiesOn(host);
        if (copies > 0) {
            levels.get(copies - 1).remove(host);
            addToZone(host, -1);
        }
    }

    /** Word {@code word} of the hosts with exactly {@code copies}. */
    long exactly(int copies, int word) {
        long atLeast = copies == 0 ? -1L : levels.get(copies - 1).words[word];
        long more = copies < levels.size() ? levels.get(copies).words[word] : 0L;
        return atLeast & ~more;
    }

    private void addToZone(int host, int copies) {
        if (inZones.length > 0) {
            inZones[zones.of(host)] += copies;
        }
    }
}
