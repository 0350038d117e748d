package io.slipway.hosts;

import io.slipway.kernel.HostId;

/** Published when a host was removed, beside {@link HostChanged}: whatever it holds open must end now. */
public record HostRemoved(HostId hostId) {}
