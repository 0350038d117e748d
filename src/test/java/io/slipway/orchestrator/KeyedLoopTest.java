package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.testing.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class KeyedLoopTest {

    @Test
    void worksOnceOnAKeyThatWasAddedTwice() {
        var worked = new ArrayList<String>();
        var loop = new KeyedLoop<String>("test", MutableClock.ordinary(), worked::add);
        loop.add("a");
        loop.add("a");

        assertThat(loop.step()).isTrue();
        assertThat(loop.step()).isFalse();
        assertThat(worked).containsExactly("a");
    }

    @Test
    void triesAgainAfterAPauseWhenWorkFails() {
        var clock = MutableClock.ordinary();
        var tries = new ArrayList<String>();
        var loop = new KeyedLoop<String>("test", clock, key -> {
            tries.add(key);
            throw new IllegalStateException("expected by the test");
        });
        loop.add("a");

        loop.step();
        assertThat(loop.step()).isFalse();
        clock.advance(KeyedLoop.RETRY_AFTER);
        assertThat(loop.step()).isTrue();
        assertThat(tries).hasSize(2);
    }

    @Test
    void runsOnItsOwnThreadUntilItIsStopped() {
        var threads = new CopyOnWriteArrayList<String>();
        var loop = new KeyedLoop<String>(
                "loop-under-test",
                Clock.systemUTC(),
                key -> threads.add(Thread.currentThread().getName()));
        loop.start();

        loop.add("a");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(threads).containsExactly("loop-under-test"));
        loop.stop();
        loop.add("b");

        assertThat(List.copyOf(threads)).hasSize(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("loop-under-test");
    }
}
