package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.orchestrator.DeploymentProgress.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentProgressTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HostView ready = TestHosts.host("host-a", HostView.State.READY);
    private final ProcessSpec spec = SpecBuilder.web().wanting(2).build();

    @Test
    void isCompleteOnceEveryInstanceIsOfTheReleaseAndTakesTraffic() {
        assertThat(judge(row(0).build(), row(1).build())).isEqualTo(new Verdict.Complete());
    }

    @Test
    void goesOnWhileAnOldInstanceIsLeft() {
        assertThat(judge(row(0).build(), row(1).ofOldRelease().build())).isEqualTo(new Verdict.Going());
        assertThat(judge(row(0).build(), row(1).notRoutable().build())).isEqualTo(new Verdict.Going());
    }

    @Test
    void isOfAllProcessesAndNamesTheOneThatFails() {
        var worker = SpecBuilder.worker(spec).build();
        var rejected = new RowBuilder(worker, 0, NOW).in(InstanceState.REJECTED).build();
        var broken = DeploymentProgress.judge(worker, List.of(rejected), HostStates.of(List.of(ready)));
        var complete = judge(row(0).build(), row(1).build());

        assertThat(DeploymentProgress.ofAll(List.of(complete, broken)))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        verdict -> assertThat(verdict.cause()).startsWith("Instance worker/0: "));
        assertThat(DeploymentProgress.ofAll(List.of(complete, new Verdict.Going())))
                .isEqualTo(new Verdict.Going());
        assertThat(DeploymentProgress.ofAll(List.of(complete, complete))).isEqualTo(complete);
    }

    @Test
    void forgivesOneCrash() {
        var crashed = row(1).in(InstanceState.FAILED).build();

        assertThat(judge(row(0).build(), crashed)).isEqualTo(new Verdict.Going());
    }

    @Test
    void isBrokenAfterTheSecondCrashInARow() {
        var first = row(1).in(InstanceState.FAILED).build();
        var second =
                row(1).incarnation(2).in(InstanceState.FAILED).outOfMemory().build();

        assertThat(judge(row(0).build(), first, second))
                .isEqualTo(new Verdict.Broken("Instance 1: it used more than its 256 MB of memory."
                        + " Give it more memory, or look for a leak, and deploy again."));
    }

    @Test
    void isBrokenByOneRejection() {
        var rejected = row(0).in(InstanceState.REJECTED)
                .because("image-not-found", "the registry has no image example/web:2. Check its name and tag.")
                .build();

        assertThat(judge(rejected))
                .isEqualTo(new Verdict.Broken("Instance 0: the registry has no image example/web:2."
                        + " Check its name and tag. Then deploy again."));
    }

    @Test
    void doesNotBlameTheNewReleaseForTheOldOnesCrashes() {
        var first = row(1).ofOldRelease().in(InstanceState.FAILED).build();
        var second =
                row(1).ofOldRelease().incarnation(2).in(InstanceState.FAILED).build();

        assertThat(judge(first, second)).isEqualTo(new Verdict.Going());
    }

    private RowBuilder row(int index) {
        return new RowBuilder(spec, index, NOW).on(ready);
    }

    private Verdict judge(InstanceRecord... rows) {
        return DeploymentProgress.judge(spec, List.of(rows), HostStates.of(List.of(ready)));
    }
}
