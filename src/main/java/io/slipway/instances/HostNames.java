package io.slipway.instances;

import io.slipway.kernel.HostId;

/** Names of hosts for people; provided by the module that owns hosts, which instances do not depend on. */
@FunctionalInterface
public interface HostNames {

    /** The host's name; a short form of the id when the host is gone. */
    String of(HostId id);
}
