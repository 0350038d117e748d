package io.slipway.hosts;

import io.slipway.kernel.HostId;

/** How many instances hosts hold; provided by a module that knows instances, which hosts do not depend on. */
@FunctionalInterface
public interface PlacedInstances {

    /** Instances on a host that have not ended. */
    int on(HostId host);
}
