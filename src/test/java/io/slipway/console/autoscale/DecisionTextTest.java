package io.slipway.console.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.autoscale.AutoscalePolicy;
import io.slipway.autoscale.AutoscaleRule;
import io.slipway.autoscale.AutoscaleView;
import io.slipway.autoscale.Bounds;
import io.slipway.autoscale.Decision;
import io.slipway.autoscale.Signal;
import io.slipway.console.testing.Examples;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTextTest {

    private static final Instant NOON = Examples.NOON;
    private static final Bounds BOUNDS = new Bounds(2, 8, "");

    @Test
    void saysWhatItSeesWhatItWaitsForAndHowLong() {
        var held = decision(4, "waits for the cool-down after the last move", NOON.plusSeconds(20));

        assertThat(DecisionText.of(view(true, held), NOON))
                .isEqualTo("4 of 2–8 · CPU 72 %, target 60 %, asks for 5"
                        + " · waits for the cool-down after the last move, 20 s more");
    }

    @Test
    void saysWhereItMoves() {
        assertThat(DecisionText.of(view(true, decision(5, "", null)), NOON))
                .isEqualTo("4 of 2–8 · CPU 72 %, target 60 %, asks for 5 → 5 now");
    }

    @Test
    void saysWhenItIsOffOrHasNotLookedYet() {
        assertThat(DecisionText.of(view(false, null), NOON)).startsWith("Off.");
        assertThat(DecisionText.of(view(true, null), NOON))
                .isEqualTo("Kept at 2–8; the first look follows in a few seconds.");
    }

    private static Decision decision(int wanted, String heldBack, @Nullable Instant due) {
        return new Decision(NOON, 4, wanted, 5, BOUNDS, List.of(), "CPU 72 %, target 60 %, asks for 5", heldBack, due);
    }

    private static AutoscaleView view(boolean enabled, @Nullable Decision decision) {
        var on = AutoscalePolicy.between(2, 8, new AutoscaleRule(Signal.CPU, 60));
        var policy = new AutoscalePolicy(
                enabled, 2, 8, on.rules(), List.of(), on.coolDownUp(), on.coolDownDown(), on.largestStep());
        return new AutoscaleView(policy, BOUNDS, decision, "mia", NOON);
    }
}
