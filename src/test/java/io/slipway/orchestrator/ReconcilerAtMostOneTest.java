package io.slipway.orchestrator;

import static io.slipway.orchestrator.TestHosts.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.HostId;
import io.slipway.kernel.PlacementRules;
import io.slipway.orchestrator.Plan.Creation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerAtMostOneTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PlacementRules ONCE = PlacementRules.parse("", 0, true);

    private final HostView ready = host("host-a", HostView.State.READY);
    private final HostView silent = host("host-b", HostView.State.UNREACHABLE);
    private final HostView removed = host("host-c", HostView.State.READY);
    private final Set<HostId> fenced = new HashSet<>();
    private final ProcessSpec spec = SpecBuilder.web().ruled(ONCE).build();

    @Test
    void createsTheFirstAtOnce() {
        assertThat(plan(spec).create()).containsExactly(new Creation(0, 1, null));
    }

    @Test
    void stopsTheOldReleaseBeforeTheNewOneStarts() {
        var old = row(spec).ofOldRelease().build();

        var plan = plan(spec, old);

        assertThat(plan.stop()).containsExactly(old.id());
        assertThat(plan.create()).isEmpty();
        assertThat(plan.wakeAt()).isEqualTo(NOW);
    }

    @Test
    void startsTheNewOneWhenTheOldOneHasEndedAndNotBefore() {
        var stopping = row(spec).ofOldRelease().toldToStop().in(InstanceState.STOPPING);
        assertThat(plan(spec, stopping.build()).isEmpty()).isTrue();

        var stopped = row(spec).ofOldRelease().toldToStop().in(InstanceState.STOPPED);
        assertThat(plan(spec, stopped.build()).create()).containsExactly(new Creation(0, 2, null));
    }

    @Test
    void leavesTheOldOneAloneWhileADeploymentPauses() {
        var pausing = SpecBuilder.web()
                .ruled(ONCE)
                .going(DeploymentPace.ORDINARY.paused(true))
                .build();

        assertThat(plan(pausing, row(pausing).ofOldRelease().build()).isEmpty()).isTrue();
    }

    @Test
    void doesNotReplaceWhatMayStillRunOnASilentHost() {
        assertThat(plan(spec, row(spec).on(silent).build()).isEmpty()).isTrue();
    }

    @Test
    void ordersTheEndOfWhatWasFencedBeforeItReplacesIt() {
        fenced.add(silent.id());
        var onSilentHost = row(spec).on(silent).build();

        var first = plan(spec, onSilentHost);
        assertThat(first.stop()).containsExactly(onSilentHost.id());
        assertThat(first.create()).isEmpty();

        var second = plan(spec, row(spec).on(silent).toldToStop().build());
        assertThat(second.create()).containsExactly(new Creation(0, 2, null));
    }

    @Test
    void waitsForTheWordOfAHostThatReturnedInBetween() {
        assertThat(plan(spec, row(spec).on(ready).toldToStop().build()).isEmpty())
                .isTrue();
    }

    @Test
    void waitsForTheFenceOfARemovedHostToo() {
        var left = row(spec).on(removed).build();
        assertThat(plan(spec, left).markLost()).isEmpty();
        assertThat(plan(spec, left).create()).isEmpty();

        fenced.add(removed.id());
        assertThat(plan(spec, left).markLost()).containsExactly(left.id());
    }

    @Test
    void whatWasMadeWithoutAFenceIsNotTrustedToHaveEnded() {
        fenced.add(silent.id());
        var before = SpecBuilder.web().build();
        var unfenced = new RowBuilder(before, 0, NOW).on(silent).ofOldRelease().build();

        assertThat(plan(spec, unfenced).create()).isEmpty();
        assertThat(plan(
                                spec,
                                new RowBuilder(before, 0, NOW)
                                        .on(silent)
                                        .toldToStop()
                                        .build())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aMoveStopsItFirst() {
        var moving = row(spec).moving().build();

        var plan = plan(spec, moving);

        assertThat(plan.stop()).containsExactly(moving.id());
        assertThat(plan.create()).isEmpty();
    }

    @Test
    void waitsForInstancesThatItHadTooMany() {
        var second = new RowBuilder(spec, 1, NOW).on(ready).toldToStop();

        assertThat(plan(spec, second.build()).create()).isEmpty();
        assertThat(plan(spec, second.in(InstanceState.STOPPED).build()).create())
                .containsExactly(new Creation(0, 1, null));
    }

    @Test
    void whatTheLeaseEndedIsNoCrash() {
        var ended = row(spec)
                .in(InstanceState.FAILED)
                .because("lease-ended", "Its host had no word.")
                .endedAt(NOW)
                .build();

        assertThat(plan(spec, ended).create()).containsExactly(new Creation(0, 2, null));
        assertThat(CrashStreak.of(List.of(ended)).count()).isZero();
    }

    private RowBuilder row(ProcessSpec of) {
        return new RowBuilder(of, 0, NOW).on(ready);
    }

    private Plan plan(ProcessSpec wanted, InstanceRecord... rows) {
        return Reconciler.plan(wanted, List.of(rows), HostStates.of(List.of(ready, silent), fenced::contains), NOW);
    }
}
