package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ImagePullsTest {

    private static final String IMAGE = "shop:2";

    private final FakeContainerRuntime runtime = new FakeContainerRuntime();
    private final ImagePulls pulls = new ImagePulls(runtime);

    @Test
    void manyWhoWaitShareOnePullAndItsProgress() throws Exception {
        runtime.withPullable(IMAGE, FakeContainerRuntime.facts("sha256:2"));
        runtime.stallPulls();
        var percent = new AtomicInteger();
        var first = waiting(new AtomicBoolean(true), new AtomicInteger());
        runtime.awaitPull();
        var second = waiting(new AtomicBoolean(true), percent);
        await("both to wait").until(() -> pulls.waitingFor(IMAGE) == 2);

        runtime.goOnPulling();

        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(percent).hasValue(100);
        assertThat(runtime.calls()).containsOnlyOnce("pull");
    }

    @Test
    void whoNoLongerWantsTheImageLeavesAtOnceAndTheLastCancelsThePull() throws Exception {
        runtime.stallPulls();
        var firstWants = new AtomicBoolean(true);
        var secondWants = new AtomicBoolean(true);
        var first = waiting(firstWants, new AtomicInteger());
        runtime.awaitPull();
        var second = waiting(secondWants, new AtomicInteger());
        await("both to wait").until(() -> pulls.waitingFor(IMAGE) == 2);

        firstWants.set(false);
        assertThat(first.get()).isFalse();
        assertThat(runtime.calls()).as("somebody else still waits").doesNotContain("pull cancelled");

        secondWants.set(false);
        assertThat(second.get()).isFalse();
        await("the pull to end").until(() -> runtime.calls().contains("pull cancelled"));
        assertThat(pulls.waitingFor(IMAGE)).isZero();
    }

    @Test
    void everybodyWhoWaitsHearsOfAFailure() {
        assertThatThrownBy(() -> pulls.await("none:1", percent -> {}, () -> true))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("manifest unknown");
    }

    private CompletableFuture<Boolean> waiting(AtomicBoolean wanted, AtomicInteger percent) {
        var answer = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(pulls.await(IMAGE, percent::set, wanted::get));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
