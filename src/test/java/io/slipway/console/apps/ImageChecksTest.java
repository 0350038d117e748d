package io.slipway.console.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.console.testing.Examples;
import io.slipway.images.ImageInspection;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.PlatformException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ImageChecksTest {

    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<ImageCheck> answers = new ArrayList<>();
    private final ImageChecks checks =
            new ImageChecks(this::inspect, jobs::add, Clock.fixed(Examples.NOON, ZoneOffset.UTC));

    @Test
    void answersWithWhatTheHostSays() {
        assertThat(checks.ask(" nginx ", answers::add)).isEqualTo(new ImageCheck.Asking("nginx", Examples.NOON));

        runJobs();

        assertThat(answers).singleElement().isInstanceOf(ImageCheck.Found.class);
        assertThat(answers.getFirst().exposedPort()).contains(80);
    }

    @Test
    void asksOnlyTheNewestQuestion() {
        checks.ask("ngi", answers::add);
        checks.ask("nginx", answers::add);

        runJobs();

        assertThat(asked).containsExactly("nginx");
        assertThat(answers).hasSize(1);
    }

    @Test
    void dropsAnAnswerThatWasOvertaken() {
        checks.ask("slow", check -> answers.add(check));

        runJobs();

        assertThat(asked).containsExactly("slow");
        assertThat(answers).isEmpty();
    }

    @Test
    void tellsAMissingImageFromARegistryOutOfReach() {
        checks.ask("missing", answers::add);
        runJobs();
        checks.ask("unreachable", answers::add);
        runJobs();

        assertThat(answers)
                .containsExactly(
                        new ImageCheck.Refused("missing", "No registry has it.", true),
                        new ImageCheck.Refused("unreachable", "Try again later.", false));
    }

    @Test
    void asksNothingForAnEmptyField() {
        assertThat(checks.ask("  ", answers::add)).isInstanceOf(ImageCheck.Nothing.class);
        assertThat(jobs).isEmpty();
    }

    private void runJobs() {
        while (!jobs.isEmpty()) {
            jobs.remove().run();
        }
    }

    private ImageInspection inspect(String reference) {
        asked.add(reference);
        return switch (reference) {
            case "missing" -> throw new PlatformException.Invalid("image-not-found", "image", "No registry has it.");
            case "unreachable" -> throw new PlatformException.Unavailable("registry-unreachable", "Try again later.");
            case "slow" -> {
                checks.forget();
                yield image(reference);
            }
            default -> image(reference);
        };
    }

    private static ImageInspection image(String reference) {
        return new ImageInspection(
                reference,
                "sha256:1",
                "",
                List.of(80, 443),
                "",
                false,
                List.of(),
                DataSize.ofMebibytes(50),
                "amd64",
                List.of("nginx"));
    }
}
