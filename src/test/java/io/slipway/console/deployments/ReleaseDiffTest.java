package io.slipway.console.deployments;

import static io.slipway.console.testing.Examples.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.console.deployments.ReleaseDiff.Line;
import io.slipway.console.deployments.ReleaseDiff.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseDiffTest {

    @Test
    void namesImageAndVariablesButNoValues() {
        var from = release(1, "shop:1", List.of("COLOR", "OLD"));
        var to = release(2, "shop:2", List.of("COLOR", "NEW"));

        assertThat(ReleaseDiff.between(from, to))
                .containsExactly(
                        new Line(Mark.CHANGED, "Image", "shop:1", "shop:2"),
                        new Line(Mark.ADDED, "NEW", "", "••••"),
                        new Line(Mark.REMOVED, "OLD", "••••", ""));
    }

    @Test
    void tellsANewImageBehindTheSameTag() {
        var from = release(1, "shop:latest", List.of());
        var to = release(2, "shop:latest", List.of());

        assertThat(ReleaseDiff.between(from, to))
                .containsExactly(new Line(Mark.CHANGED, "Image ID", "111111111111", "222222222222"));
    }

    @Test
    void findsNothingBetweenAReleaseAndItself() {
        var release = release(1);

        assertThat(ReleaseDiff.between(release, release)).isEmpty();
    }
}
