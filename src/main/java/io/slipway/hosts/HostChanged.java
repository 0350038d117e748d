package io.slipway.hosts;

import io.slipway.kernel.HostId;

/** Published when a host joined, changed its state, or was cordoned or drained; not for heartbeats. */
public record HostChanged(HostId hostId) {}
