package io.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunsTest {

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Runs.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Runs.of(1, 4, 2, 100).median()).isEqualTo(3);
    }

    @Test
    void oneSlowRunDoesNotMoveTheMedianButShowsInTheSpread() {
        var runs = Runs.of(0.2, 0.21, 7.5);

        assertThat(runs.median()).isEqualTo(0.21);
        assertThat(runs.spread()).isEqualTo("0.200 – 7.500, 3 runs");
    }

    @Test
    void ninetyFiveOfAHundredDoNotExceedTheP95() {
        var hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

        assertThat(Runs.of(hundred).p95()).isEqualTo(95);
        assertThat(Runs.of(hundred).p99()).isEqualTo(99);
        assertThat(Runs.of(4).p95()).isEqualTo(4);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Runs(List.of()));
    }
}
