package io.slipway.scheduler;

import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.ProcessId;

/**
 * What wants a host.
 *
 * @param process its copies are spread over hosts
 * @param memory to reserve
 * @param cpu to reserve
 */
public record PlacementRequest(ProcessId process, DataSize memory, Cpu cpu) {}
