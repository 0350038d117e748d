package io.slipway.router;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * What one instance answered within one step.
 *
 * @param processId null, like {@code instanceId}, for answers that the router gave itself because no instance could
 * @param index −1 where there is no instance
 * @param release 0 where there is no instance
 * @param responses five counts: 1xx … 5xx; a client that left before the end counts as 4xx
 * @param latency {@link io.slipway.kernel.LatencyBuckets#COUNT} counts, of the time from the request's head to the response's end
 */
public record Traffic(
        AppId appId,
        @Nullable ProcessId processId,
        @Nullable InstanceId instanceId,
        int index,
        int release,
        long[] responses,
        long[] latency) {}
