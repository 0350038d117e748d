package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many instances a rolling deployment replaces at a time. */
class RolloutPaceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final HostView ready = TestHosts.host("host-a", HostView.State.READY);

    @Test
    void replacesAsManyAtATimeAsItsStrategySays() {
        assertThat(started(DeploymentPace.of(new DeploymentStrategy.Rolling(3))))
                .isEqualTo(3);
        assertThat(started(DeploymentPace.of(new DeploymentStrategy.Rolling(100))))
                .isEqualTo(8);
        assertThat(started(DeploymentPace.ORDINARY)).isEqualTo(2);
    }

    @Test
    void replacesNoneWhileItPauses() {
        assertThat(started(DeploymentPace.ORDINARY.paused(true))).isZero();
    }

    private long started(DeploymentPace pace) {
        var spec = SpecBuilder.web().wanting(8).going(pace).build();
        List<InstanceRecord> rows = IntStream.range(0, 8)
                .mapToObj(index -> new RowBuilder(spec, index, NOW)
                        .on(ready)
                        .ofOldRelease()
                        .build())
                .toList();
        return Reconciler.plan(spec, rows, HostStates.of(List.of(ready)), NOW)
                .create()
                .size();
    }
}
