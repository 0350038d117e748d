package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.DesiredState;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Cpu;
import io.slipway.kernel.DataSize;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceStoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final HostId HOST = HostId.create();

    private final InstanceRecord waiting = new InstanceRecord(
            InstanceId.create(),
            AppId.create(),
            ProcessId.create(),
            ProcessType.WEB,
            SpaceId.create(),
            1,
            1,
            ReleaseId.create(),
            3,
            "token",
            DesiredState.RUNNING,
            InstanceState.PENDING,
            NOW,
            NOW,
            null,
            null,
            false,
            null,
            Ports.of(8080),
            DataSize.ofMebibytes(256),
            new Cpu(250),
            null,
            false,
            null,
            null,
            null,
            0,
            null,
            false,
            PlacementRules.NONE);

    @Test
    void tellsAStartFromItsPlaceToItsFirstTraffic() {
        var placed = with(waiting, InstanceState.ASSIGNED, HOST, false, null, null, false, null);
        var started = with(placed, InstanceState.STARTING, HOST, false, null, null, false, null);
        var running = with(started, InstanceState.RUNNING, HOST, true, null, null, false, null);

        assertThat(told(null, waiting)).isEmpty();
        assertThat(told(waiting, placed)).containsExactly("instance 1 of v3 placed on host-a");
        assertThat(told(placed, started)).containsExactly("instance 1 of v3 started, waiting for its health check");
        assertThat(told(started, running))
                .containsExactly("instance 1 of v3 passed its health check and takes traffic");
        assertThat(told(running, running)).isEmpty();
    }

    @Test
    void tellsACrashWithItsStatusAndMemoryThatRanOut() {
        var running = with(waiting, InstanceState.RUNNING, HOST, true, null, null, false, null);
        var crashed = with(running, InstanceState.FAILED, HOST, false, 7, "exited", false, null);
        var outOfMemory = with(running, InstanceState.FAILED, HOST, false, 137, "out-of-memory", true, null);

        assertThat(told(running, crashed)).containsExactly("instance 1 of v3 crashed, exit status 7");
        assertThat(told(running, outOfMemory))
                .containsExactly("instance 1 of v3 ran out of memory (limit 256 MB), exit status 137");
    }

    @Test
    void tellsWhenACrashedInstanceStartsAgain() {
        var next = with(waiting, InstanceState.PENDING, null, false, null, null, false, NOW.plusSeconds(30));

        assertThat(told(null, next)).containsExactly("instance 1 of v3 starts again in 30 s, after its crashes");
    }

    @Test
    void tellsWhenAProbeFailsAndHoldsAgain() {
        var running = with(waiting, InstanceState.RUNNING, HOST, true, null, null, false, null);
        var silent = with(running, InstanceState.RUNNING, HOST, false, null, null, false, null);

        assertThat(told(running, silent))
                .containsExactly("instance 1 of v3 failed its health check and takes no traffic");
    }

    private static List<String> told(@Nullable InstanceRecord before, InstanceRecord now) {
        return InstanceStory.between(before, now, "host-a", NOW).stream()
                .map(InstanceStory.Told::text)
                .toList();
    }

    private static InstanceRecord with(
            InstanceRecord row,
            InstanceState state,
            @Nullable HostId host,
            boolean routable,
            @Nullable Integer exitCode,
            @Nullable String reason,
            boolean outOfMemory,
            @Nullable Instant notBefore) {
        return new InstanceRecord(
                row.id(),
                row.appId(),
                row.processId(),
                row.processType(),
                row.spaceId(),
                row.index(),
                row.incarnation(),
                row.releaseId(),
                row.releaseNumber(),
                row.restartToken(),
                row.desired(),
                state,
                NOW,
                row.createdAt(),
                host,
                null,
                routable,
                row.address(),
                row.ports(),
                row.memory(),
                row.cpu(),
                exitCode,
                outOfMemory,
                reason,
                null,
                notBefore,
                0,
                null,
                false,
                PlacementRules.NONE);
    }
}
