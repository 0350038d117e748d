package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.scheduler.Placement;
import io.slipway.scheduler.Scheduler;

/**
 * How many more instances of a process the hosts can hold. Places them on a copy, as the placement loop would; reserves nothing.
 *
 * @param more at most as many as were asked for
 * @param why no more, in words that name no host; empty where all fit
 */
public record Headroom(int more, String why) {

    /**
     * Tries.
     *
     * @param like an instance of the process
     * @param most no more than these are tried
     */
    public static Headroom of(Cluster cluster, InstanceRecord like, int most) {
        var scheduler = new Scheduler();
        var snapshot = cluster.snapshot();
        var request = Snapshots.requestOf(like);
        for (int more = 0; more < most; more++) {
            if (scheduler.place(request, snapshot) instanceof Placement.Unplaceable unplaceable) {
                return new Headroom(more, unplaceable.text());
            }
        }
        return new Headroom(most, "");
    }
}
