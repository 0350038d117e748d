package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.Ports;
import io.slipway.kernel.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseChangesTest {

    private static final ProcessSettings WEB =
            ProcessSettings.DEFAULT.withPorts(Ports.of(8080)).withHealthCheck(HealthCheck.DEFAULT);
    private static final ReleaseSettings SETTINGS = ReleaseSettings.ofWeb(WEB);

    private final ReleaseContent before = new ReleaseContent(
            "shop:1.8.2",
            "sha256:a",
            SETTINGS,
            Map.of("A", new Secret("1"), "B", new Secret("2"), "C", new Secret("3")));

    @Test
    void tellsEachDifferenceInWordsAndNoValue() {
        var settings = ReleaseSettings.ofWeb(
                WEB.withPorts(Ports.of(9000)).withSize(InstanceSize.MEDIUM).withCommand(List.of("run")));
        var after = new ReleaseContent(
                "shop:1.8.3",
                "sha256:b",
                settings,
                Map.of("A", new Secret("9"), "D", new Secret("4"), "E", new Secret("")));

        assertThat(ReleaseChanges.between(before, after))
                .containsExactly(
                        "image 1.8.2 → 1.8.3",
                        "+2 variables",
                        "~1 variable",
                        "−2 variables",
                        "memory 256 → 512 MB",
                        "CPU 250 → 500 m",
                        "port 8080 → 9000",
                        "command");
    }

    @Test
    void namesBothImagesWhenTheirNamesDiffer() {
        assertThat(ReleaseChanges.between(before, before.withImage("cart:1", "sha256:b")))
                .containsExactly("image shop:1.8.2 → cart:1");
        assertThat(ReleaseChanges.between(before, before.withImage("shop:1.8.2", "sha256:b")))
                .containsExactly("image shop:1.8.2 pulled anew");
        assertThat(ReleaseChanges.between(before, before)).containsExactly("no change");
    }
}
