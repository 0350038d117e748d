package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A platform on the hosts of a rig that runs one app: ours, or the one beside us. */
interface Contender {

    /** Which containers have the addresses that its instances answer at. */
    ServingInstances.Which instances();

    /** Which containers are its instances, one each. */
    ServingInstances.Which containers();

    /** Orders so many instances and does not wait. */
    void scale(int instances) throws IOException, InterruptedException;

    /** Lets new instances only on these hosts. */
    void only(List<Integer> hosts) throws IOException, InterruptedException;

    /** Waits until all hosts take instances as fast as they ever do. */
    void awaitReady() throws IOException, InterruptedException;

    /** Has hosts beat more often, and believes in a silent one for so long only, where that can be chosen. */
    void watchClosely(Duration heartbeat, Duration lease) throws IOException, InterruptedException;

    /** A host has its power again. */
    void returned(int host) throws IOException, InterruptedException;
}
