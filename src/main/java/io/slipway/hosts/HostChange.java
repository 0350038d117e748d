package io.slipway.hosts;

import io.slipway.kernel.DataSize;
import io.slipway.kernel.Labels;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a host.
 *
 * @param labels what is said of it from now on, in place of all that was; null to leave it
 * @param reservedMemory that instances may not have; null to leave it
 */
public record HostChange(@Nullable Labels labels, @Nullable DataSize reservedMemory) {}
