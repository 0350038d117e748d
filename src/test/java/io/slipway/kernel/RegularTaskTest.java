package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RegularTaskTest {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final long PATIENCE_SECONDS = 20;

    @Test
    void goesOnAfterAFailure() throws Exception {
        var times = new CountDownLatch(3);
        try (var _ = RegularTask.start("failing", PAUSE, () -> {
            times.countDown();
            throw new IllegalStateException("each time");
        })) {
            assertThat(times.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsItsThreadOnceItIsClosed() throws Exception {
        var turns = new SynchronousQueue<Thread>();
        var own = new AtomicReference<Thread>();
        try (var _ = RegularTask.start("closing", PAUSE, () -> turns.offer(Thread.currentThread()))) {
            own.set(turns.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }

        assertThat(own.get()).isNotNull();
        assertThat(own.get().join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
    }
}
