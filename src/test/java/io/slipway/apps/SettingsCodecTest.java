package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsCodecTest {

    private static final ProcessSettings WEB = new ProcessSettings(
            List.of("run", "with \"quotes\"", "back\\slash"),
            Ports.parse("http=8080, admin=9090", "ports"),
            InstanceSize.MEDIUM,
            new HealthCheck(HealthCheck.Type.HTTP, "/up?\"a\"\\b", Duration.ofSeconds(30)),
            PlacementRules.parse("disk=ssd, zone in (a, b)", 2));

    @Test
    void readsWhatItWrites() {
        var settings = ReleaseSettings.ofWeb(WEB)
                .with("worker", ProcessSettings.DEFAULT)
                .with("clock", ProcessSettings.DEFAULT.withCommand(List.of("tick")));

        var read = SettingsCodec.ofText(SettingsCodec.toText(settings));

        assertThat(read).isEqualTo(settings);
        assertThat(read.processes().keySet()).containsExactly("web", "clock", "worker");
    }

    @Test
    void takesTheDefaultForWhatIsMissingAndPassesOverWhatItDoesNotKnow() {
        var read =
                SettingsCodec.ofText("{\"web\":{\"ports\":\"main=80\",\"colour\":{\"of\":\"paint\"}},\"worker\":{}}");

        assertThat(read.web()).isEqualTo(ProcessSettings.DEFAULT.withPorts(Ports.of(80)));
        assertThat(read.of("worker")).contains(ProcessSettings.DEFAULT);
    }
}
