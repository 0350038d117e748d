package io.slipway.placement;

import io.slipway.apps.AppPath;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.InstanceName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances of all tenants that are placed nowhere.
 *
 * @param total how many there are
 * @param backingOff how many of them wait for their next start after a crash, not for a host
 * @param longest those that wait longest, at most {@value #MAX_ROWS}
 */
public record PendingInstances(int total, int backingOff, List<Row> longest) {

    static final int MAX_ROWS = 200;

    /**
     * One of them.
     *
     * @param notBefore when its next start is due, while it backs off after a crash
     * @param reason why it waits, in words
     */
    public record Row(
            InstanceId instance,
            AppPath app,
            InstanceName name,
            Instant since,
            @Nullable Instant notBefore,
            String reason) {}

    public PendingInstances {
        longest = List.copyOf(longest);
    }
}
