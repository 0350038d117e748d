package io.slipway.instances;

import io.slipway.kernel.HostId;
import io.slipway.protocol.InstanceReport;

/**
 * What an agent says of one of its instances.
 *
 * @param host whose agent says it
 */
public record HostReport(HostId host, InstanceReport report) {}
