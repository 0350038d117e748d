package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger times = new AtomicInteger();
    private final SharedWork<Integer> longWork = new SharedWork<>(
            () -> {
                nanos.addAndGet(100 * MILLI);
                return times.incrementAndGet();
            },
            nanos::get);

    @Test
    void isKeptForTwentyTimesAsLongAsItTook() {
        assertThat(longWork.get()).isEqualTo(1);

        nanos.addAndGet(1_999 * MILLI);
        assertThat(longWork.get()).isEqualTo(1);

        nanos.addAndGet(2 * MILLI);
        assertThat(longWork.get()).isEqualTo(2);
    }

    @Test
    void whatTookLittleIsDoneAnewEachTime() {
        var quick = new SharedWork<>(times::incrementAndGet, nanos::get);

        quick.get();

        assertThat(quick.get()).isEqualTo(2);
    }
}
