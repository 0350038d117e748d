package io.slipway.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsRulesTest {

    private static final ReleaseSettings WEB = ReleaseSettings.ofWeb(ProcessSettings.DEFAULT);

    @Test
    void takesAWorkerBesideTheWebProcess() {
        var settings = WEB.with("worker", ProcessSettings.DEFAULT);

        assertThat(SettingsRules.require(settings)).isEqualTo(settings);
    }

    @Test
    void namesTheProcessAtFault() {
        var checked = ProcessSettings.DEFAULT.withHealthCheck(HealthCheck.DEFAULT);

        assertThat(refusal(WEB.withWeb(checked))).isEqualTo("invalid-health-check at healthCheck");
        assertThat(refusal(WEB.with("worker", checked)))
                .isEqualTo("invalid-health-check at processes.worker.healthCheck");
        assertThat(refusal(WEB.with("worker", ProcessSettings.DEFAULT.withPorts(Ports.of(70_000)))))
                .isEqualTo("invalid-port at processes.worker.port");
    }

    @Test
    void everyAppHasAWebProcessAndNotTooManyOthers() {
        assertThat(refusal(new ReleaseSettings(Map.of("worker", ProcessSettings.DEFAULT))))
                .isEqualTo("web-needed at processes.web");

        var many = new HashMap<>(WEB.processes());
        for (int i = 0; i < ReleaseSettings.MAX_PROCESSES; i++) {
            many.put("worker-" + i, ProcessSettings.DEFAULT);
        }
        assertThat(refusal(new ReleaseSettings(many))).isEqualTo("too-many-processes at processes");
        assertThat(refusal(WEB.with("Worker", ProcessSettings.DEFAULT))).isEqualTo("invalid-process at processes");
    }

    private static String refusal(ReleaseSettings settings) {
        var refused = catchThrowableOfType(PlatformException.Invalid.class, () -> SettingsRules.require(settings));
        return refused.code() + " at " + refused.field().orElse("");
    }
}
