package io.slipway.agent;

import io.slipway.kernel.Cidr;

/**
 * Another host of the cluster that this host reaches directly.
 *
 * @param subnet of its instances
 * @param address of the host
 * @param link the interface of this host through which it is reached
 */
record Peer(Cidr subnet, String address, String link) {}
