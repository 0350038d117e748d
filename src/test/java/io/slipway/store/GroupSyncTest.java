package io.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupSyncTest {

    @Test
    void servesManyCallersWithFewSyncs() throws Exception {
        var syncs = new AtomicInteger();
        var firstSyncRuns = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var group = new GroupSync(() -> {
            syncs.incrementAndGet();
            firstSyncRuns.countDown();
            awaitQuietly(goOn);
        });

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(group::await);
            firstSyncRuns.await();
            for (int i = 0; i < 100; i++) {
                executor.submit(group::await);
            }
            goOn.countDown();
        }

        assertThat(syncs.get()).as("one under way, then shared ones").isBetween(2, 100);
    }

    @Test
    void neverAnswersACallerWithASyncThatBeganBeforeItsCall() {
        var syncs = new AtomicInteger();
        var group = new GroupSync(syncs::incrementAndGet);

        group.await();
        group.await();

        assertThat(syncs).hasValue(2);
    }

    @Test
    void tellsTheCallerThatTheSyncFailed() {
        var group = new GroupSync(() -> {
            throw new IllegalStateException("disk is gone");
        });

        assertThatThrownBy(group::await).hasMessage("disk is gone");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
