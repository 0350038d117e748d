package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialLanesTest {

    @Test
    void runsTasksOfOneKeyInTheOrderTheyCame() throws Exception {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new SerialLanes<String>(executor);
            IntStream.range(0, 1_000).forEach(i -> lanes.run("key", () -> seen.add(i)));
            var last = new CountDownLatch(1);
            lanes.run("key", last::countDown);
            assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void doesNotLetOneKeyWaitForAnother() throws Exception {
        var blocked = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = new SerialLanes<String>(executor);
            lanes.run("slow", () -> awaitQuietly(blocked));
            lanes.run("fast", other::countDown);

            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
            blocked.countDown();
        }
    }

    @Test
    void goesOnAfterATaskThatThrew() {
        var done = new ArrayList<String>();
        var lanes = new SerialLanes<String>(task -> {
            try {
                task.run();
            } catch (IllegalStateException e) {
                done.add(e.getMessage());
            }
        });

        lanes.run("key", () -> {
            throw new IllegalStateException("failed");
        });
        lanes.run("key", () -> done.add("next"));

        assertThat(done).containsExactly("failed", "next");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
