package io.slipway.placement;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs more the larger the cluster is, worked out once for all who look at it. What took a tenth of a second is kept
 * for twenty times as long as it took, so that however many pages are open it never takes more than a twentieth of a core; what took
 * less is always new. Thread-safe; who asks while it is worked out waits for that.
 */
final class SharedWork<T> {

    private static final int KEPT_FOR = 20;
    private static final long WORTH_KEEPING_NANOS = Duration.ofMillis(100).toNanos();

    private record Done<T>(T result, long untilNanos) {}

    private final Supplier<T> work;
    private final LongSupplier nanoTime;
    private @Nullable Done<T> done;

    SharedWork(Supplier<T> work, LongSupplier nanoTime) {
        this.work = work;
        this.nanoTime = nanoTime;
    }

    synchronized T get() {
        var known = done;
        long begun = nanoTime.getAsLong();
        if (known != null && begun - known.untilNanos() < 0) {
            return known.result();
        }
        var result = work.get();
        long ended = nanoTime.getAsLong();
        long took = ended - begun;
        done = took < WORTH_KEEPING_NANOS ? null : new Done<>(result, ended + KEPT_FOR * took);
        return result;
    }
}
