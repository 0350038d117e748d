package io.slipway.scheduler;

import io.slipway.kernel.HostId;

/** Something that is placed on a host and would be placed anew if that host died. */
public record Occupant(HostId host, PlacementRequest request) {}
