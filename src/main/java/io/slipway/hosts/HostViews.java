package io.slipway.hosts;

import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The views of all hosts, made anew when one of them is another: loops and feeds ask for all thousand of them at each change of an
 * instance. Only the moment when a host was heard last may be a little old. Thread-safe.
 */
final class HostViews {

    /** So old may that moment be. */
    private static final Duration OLDEST = Duration.ofMillis(100);

    private record Made(Map<HostId, StoredHost> rows, long changes, long madeNanos, List<HostView> views) {}

    private final Function<StoredHost, HostView> view;
    private final LongSupplier changes;
    private final LongSupplier nanoTime;
    private volatile @Nullable Made made;

    /** @param changes rises with every change of what a view shows beside the row */
    HostViews(Function<StoredHost, HostView> view, LongSupplier changes, LongSupplier nanoTime) {
        this.view = view;
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    /** The views of these rows, in their order; rows that did not change must be the very same object. */
    List<HostView> of(Map<HostId, StoredHost> rows) {
        var known = made;
        long nanos = nanoTime.getAsLong();
        // Asked for before they are made: what changes meanwhile is made anew by whoever asks next.
        long now = changes.getAsLong();
        if (known != null
                && known.rows() == rows
                && known.changes() == now
                && nanos - known.madeNanos() < OLDEST.toNanos()) {
            return known.views();
        }
        var views = rows.values().stream().map(view).toList();
        made = new Made(rows, now, nanos, views);
        return views;
    }
}
