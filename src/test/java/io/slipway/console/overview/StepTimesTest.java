package io.slipway.console.overview;

import static io.slipway.console.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepTimesTest {

    @Test
    void measuresAStepUntilTheNextThatWasSeen() {
        var times = new StepTimes();
        times.began(DeployStep.QUEUED, NOON);
        times.began(DeployStep.START, NOON.plusSeconds(3));

        assertThat(times.took(DeployStep.QUEUED, NOON.plusSeconds(9))).contains(Duration.ofSeconds(3));
        assertThat(times.took(DeployStep.START, NOON.plusSeconds(9))).contains(Duration.ofSeconds(6));
    }

    @Test
    void saysNothingOfAStepThatWasNeverSeen() {
        assertThat(new StepTimes().took(DeployStep.IMAGE, NOON)).isEmpty();
    }

    @Test
    void keepsTheEarliestStart() {
        var times = new StepTimes();
        times.began(DeployStep.HEALTH, NOON.plusSeconds(5));
        times.began(DeployStep.HEALTH, NOON);

        assertThat(times.took(DeployStep.HEALTH, NOON.plusSeconds(9))).contains(Duration.ofSeconds(9));
    }
}
