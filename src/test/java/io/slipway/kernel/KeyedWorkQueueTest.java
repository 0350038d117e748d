package io.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.testing.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyedWorkQueueTest {

    private final MutableClock clock = MutableClock.ordinary();
    private final KeyedWorkQueue<String> queue = new KeyedWorkQueue<>(clock);

    @Test
    void keepsAKeyOnceHoweverOftenItIsAdded() {
        queue.add("a");
        queue.add("a");

        assertThat(queue.poll()).contains("a");
        queue.done("a");
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void bringsBackAKeyThatWasAddedWhileItWasInWork() {
        queue.add("a");
        queue.poll();

        queue.add("a");

        assertThat(queue.poll()).isEmpty();
        queue.done("a");
        assertThat(queue.poll()).contains("a");
    }

    @Test
    void holdsAKeyBackUntilItIsDue() {
        queue.addAt("later", clock.instant().plusSeconds(5));

        assertThat(queue.poll()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(queue.poll()).contains("later");
    }

    @Test
    void letsAnEarlierDueTimeWin() {
        queue.addAt("a", clock.instant().plusSeconds(60));

        queue.add("a");

        assertThat(queue.poll()).contains("a");
        queue.done("a");
        clock.advance(Duration.ofMinutes(2));
        assertThat(queue.poll()).isEmpty();
    }

    @Test
    void answersKeysInTheOrderTheyBecameDue() {
        queue.addAt("second", clock.instant().plusSeconds(2));
        queue.addAt("first", clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(3));

        assertThat(queue.poll()).contains("first");
        assertThat(queue.poll()).contains("second");
    }
}
