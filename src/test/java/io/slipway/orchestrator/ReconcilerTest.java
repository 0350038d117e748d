package io.slipway.orchestrator;

import static io.slipway.orchestrator.TestHosts.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.kernel.CrashPolicy;
import io.slipway.orchestrator.Plan.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HostView ready = host("host-a", HostView.State.READY);
    private final HostView other = host("host-b", HostView.State.READY);
    private final HostView silent = host("host-c", HostView.State.UNREACHABLE);

    @Test
    void createsAllInstancesOfAScaleUpAtOnce() {
        var spec = SpecBuilder.web().wanting(3).build();

        assertThat(plan(spec).create()).extracting(Creation::index).containsExactly(0, 1, 2);
    }

    @Test
    void leavesASettledProcessAlone() {
        var spec = SpecBuilder.web().wanting(2).build();

        assertThat(plan(spec, row(spec, 0).build(), row(spec, 1).build()).isEmpty())
                .isTrue();
    }

    @Test
    void stopsTheHighestIndexesOfAScaleDown() {
        var spec = SpecBuilder.web().wanting(1).build();
        var rows = IntStream.range(0, 3)
                .mapToObj(index -> row(spec, index).build())
                .toList();

        assertThat(plan(spec, rows).stop())
                .containsExactly(rows.get(2).id(), rows.get(1).id());
    }

    @Test
    void stopsEverythingWhenNothingIsWanted() {
        var spec = SpecBuilder.web().wanting(0).build();
        var running = row(spec, 0).build();
        var onSilentHost = row(spec, 1).on(silent).build();

        assertThat(plan(spec, running, onSilentHost).stop()).containsExactly(onSilentHost.id(), running.id());
    }

    @Test
    void startsTheNewReleaseBesideTheOldOneAtOneIndex() {
        var spec = SpecBuilder.web().wanting(2).build();
        var plan = plan(
                spec,
                row(spec, 0).ofOldRelease().build(),
                row(spec, 1).ofOldRelease().build());

        assertThat(plan.create()).containsExactly(new Creation(0, 2, null));
        assertThat(plan.stop()).isEmpty();
    }

    @Test
    void waitsWithTheNextIndexUntilTheNewInstanceTakesTraffic() {
        var spec = SpecBuilder.web().wanting(2).build();
        var starting = row(spec, 0).incarnation(2).in(InstanceState.STARTING).build();

        assertThat(plan(
                                spec,
                                row(spec, 0).ofOldRelease().build(),
                                starting,
                                row(spec, 1).ofOldRelease().build())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void stopsTheOldInstanceOnceTheNewOneTakesTrafficAndGoesOn() {
        var spec = SpecBuilder.web().wanting(2).build();
        var old = row(spec, 0).ofOldRelease().build();

        var plan = plan(
                spec,
                old,
                row(spec, 0).incarnation(2).build(),
                row(spec, 1).ofOldRelease().build());

        assertThat(plan.stop()).containsExactly(old.id());
        assertThat(plan.create()).containsExactly(new Creation(1, 2, null));
    }

    @Test
    void changesAQuarterOfTheInstancesAtATime() {
        var spec = SpecBuilder.web().wanting(20).build();
        var rows = IntStream.range(0, 20)
                .mapToObj(index -> row(spec, index).ofOldRelease().build())
                .toList();

        assertThat(plan(spec, rows).create()).extracting(Creation::index).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void doesNotSpreadAReleaseThatCrashedAtAnIndexItHadTakenOver() {
        var spec = SpecBuilder.web().wanting(2).build();
        var crashed = row(spec, 0)
                .incarnation(2)
                .in(InstanceState.FAILED)
                .endedAt(NOW)
                .build();

        var plan = plan(spec, crashed, row(spec, 1).ofOldRelease().build());

        assertThat(plan.create()).extracting(Creation::index).containsExactly(0);
    }

    @Test
    void aRestartReplacesInstancesLikeARelease() {
        var spec = SpecBuilder.web().build();

        assertThat(plan(spec, row(spec, 0).ofOldRestart().build()).create()).containsExactly(new Creation(0, 2, null));
    }

    @Test
    void putsThePreviousReleaseBackByStoppingTheNewOne() {
        var spec = SpecBuilder.web().build();
        var old = row(spec, 0).build();
        var failing = row(spec, 0)
                .incarnation(2)
                .ofOldRelease()
                .in(InstanceState.STARTING)
                .build();

        var plan = plan(spec, old, failing);

        assertThat(plan.stop()).containsExactly(failing.id());
        assertThat(plan.create()).isEmpty();
    }

    @Test
    void replacesACrashedInstanceAtOnceTheFirstTwoTimesThenWaits() {
        var spec = SpecBuilder.web().build();
        var first = row(spec, 0).in(InstanceState.FAILED).endedAt(NOW).build();
        var second = row(spec, 0)
                .incarnation(2)
                .in(InstanceState.FAILED)
                .endedAt(NOW)
                .build();
        var third = row(spec, 0)
                .incarnation(3)
                .in(InstanceState.REJECTED)
                .endedAt(NOW)
                .build();

        assertThat(plan(spec, first).create()).containsExactly(new Creation(0, 2, null));
        assertThat(plan(spec, first, second).create()).containsExactly(new Creation(0, 3, null));
        var plan = plan(spec, first, second, third);
        assertThat(plan.create()).containsExactly(new Creation(0, 4, NOW.plusSeconds(30)));
        assertThat(plan.wakeAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void anEndTogetherWithTheEngineIsNoCrash() {
        var spec = SpecBuilder.web().build();
        var rows = List.of(
                row(spec, 0).in(InstanceState.FAILED).endedAt(NOW).build(),
                row(spec, 0)
                        .incarnation(2)
                        .in(InstanceState.FAILED)
                        .endedAt(NOW)
                        .build(),
                row(spec, 0)
                        .incarnation(3)
                        .in(InstanceState.FAILED)
                        .because(CrashPolicy.ENGINE_STOPPED, "The Docker Engine stopped.")
                        .endedAt(NOW)
                        .build());

        assertThat(plan(spec, rows).create()).containsExactly(new Creation(0, 4, null));
    }

    @Test
    void forgetsCrashesAfterFiveMinutesOfHealth() {
        var spec = SpecBuilder.web().build();
        var rows = List.of(
                row(spec, 0).in(InstanceState.FAILED).build(),
                row(spec, 0).incarnation(2).in(InstanceState.FAILED).build(),
                row(spec, 0)
                        .incarnation(3)
                        .in(InstanceState.FAILED)
                        .endedAt(NOW.plusSeconds(301))
                        .build());

        assertThat(plan(spec, rows).create()).containsExactly(new Creation(0, 4, null));
    }

    @Test
    void givesUpAfterTwoHundredCrashesThoughHistoryForgotTheMiddle() {
        var spec = SpecBuilder.web().build();
        var rows = List.of(
                row(spec, 0).in(InstanceState.FAILED).build(),
                row(spec, 0).incarnation(200).in(InstanceState.FAILED).build());

        assertThat(plan(spec, rows).create()).isEmpty();
    }

    @Test
    void startsAReplacementElsewhereForAnInstanceOnASilentHost() {
        var spec = SpecBuilder.web().build();

        var plan = plan(spec, row(spec, 0).on(silent).build());

        assertThat(plan.create()).containsExactly(new Creation(0, 2, null));
        assertThat(plan.stop()).isEmpty();
    }

    @Test
    void waitsForTheOnlyHostInsteadOfMakingReplacementsThatNobodyTakes() {
        var spec = SpecBuilder.web().build();
        var suspect = row(spec, 0).on(silent).build();

        assertThat(Reconciler.plan(spec, List.of(suspect), HostStates.of(List.of(silent)), NOW)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void letsTheOldestSurviveWhenASilentHostReturns() {
        var spec = SpecBuilder.web().build();
        var original = row(spec, 0).build();
        var replacement = new RowBuilder(spec, 0, NOW.plusSeconds(1))
                .incarnation(2)
                .on(other)
                .build();

        assertThat(plan(spec, original, replacement).stop()).containsExactly(replacement.id());
    }

    @Test
    void trustsAHostThatWasNotHeardOfYet() {
        var spec = SpecBuilder.web().build();
        var unknown = host("host-d", HostView.State.UNKNOWN);

        var plan = Reconciler.plan(
                spec, List.of(row(spec, 0).on(unknown).build()), HostStates.of(List.of(unknown, ready)), NOW);

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void losesAndReplacesInstancesOfARemovedHost() {
        var spec = SpecBuilder.web().build();
        var gone = row(spec, 0).on(host("removed", HostView.State.READY)).build();

        var plan = plan(spec, gone);

        assertThat(plan.markLost()).containsExactly(gone.id());
        assertThat(plan.create()).containsExactly(new Creation(0, 2, null));
    }

    @Test
    void keepsTenEndsOfAnIndexAndTheFirstOfAStreak() {
        var spec = SpecBuilder.web().build();
        var rows = IntStream.rangeClosed(1, 13)
                .mapToObj(number -> row(spec, 0)
                        .incarnation(number)
                        .in(InstanceState.FAILED)
                        .endedAt(NOW)
                        .build())
                .toList();

        assertThat(plan(spec, rows).forget())
                .containsExactlyInAnyOrder(rows.get(1).id(), rows.get(2).id());
    }

    @Test
    void forgetsWhatEndedMoreThanADayAgo() {
        var spec = SpecBuilder.web().build();
        var yesterday = row(spec, 0)
                .in(InstanceState.STOPPED)
                .toldToStop()
                .endedAt(NOW.minus(Duration.ofHours(25)))
                .build();

        assertThat(plan(spec, yesterday, row(spec, 0).incarnation(2).build()).forget())
                .containsExactly(yesterday.id());
    }

    @Test
    void finishesADeletedProcessOnceNothingRuns() {
        var spec = SpecBuilder.web().deleting().build();
        var stopping = row(spec, 0).toldToStop().in(InstanceState.STOPPING).build();
        var stopped = row(spec, 0).toldToStop().in(InstanceState.STOPPED).build();

        assertThat(plan(spec, stopping).finished()).isFalse();
        assertThat(plan(spec, stopped).finished()).isTrue();
        assertThat(plan(spec, stopped).forget()).containsExactly(stopped.id());
    }

    private RowBuilder row(ProcessSpec spec, int index) {
        return new RowBuilder(spec, index, NOW).on(ready);
    }

    private Plan plan(ProcessSpec spec, InstanceRecord... rows) {
        return plan(spec, List.of(rows));
    }

    private Plan plan(ProcessSpec spec, List<InstanceRecord> rows) {
        return Reconciler.plan(spec, rows, HostStates.of(List.of(ready, other, silent)), NOW);
    }
}
