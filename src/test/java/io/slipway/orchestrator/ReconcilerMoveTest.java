package io.slipway.orchestrator;

import static io.slipway.orchestrator.TestHosts.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.ProcessSpec;
import io.slipway.hosts.Drain;
import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.instances.InstanceState;
import io.slipway.orchestrator.Plan.Creation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The survivor rule for instances on the move and on draining hosts. */
class ReconcilerMoveTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HostView draining = host("host-a", HostView.State.READY).draining(new Drain(NOW, "mia", false, 1));
    private final HostView other = host("host-b", HostView.State.READY);
    private final ProcessSpec spec = SpecBuilder.web().build();

    @Test
    void leavesAnInstanceOfADrainingHostAloneUntilItIsItsTurn() {
        assertThat(plan(row().on(draining).build()).isEmpty()).isTrue();
    }

    @Test
    void startsASuccessorBesideAnInstanceOnTheMove() {
        var plan = plan(row().on(draining).moving().build());

        assertThat(plan.create()).containsExactly(new Creation(0, 2, null));
        assertThat(plan.stop()).isEmpty();
    }

    @Test
    void stopsNothingWhileTheSuccessorWaitsOrStarts() {
        var moving = row().on(draining).moving().build();
        var waiting = row().incarnation(2).in(InstanceState.PENDING).build();
        var starting = row().incarnation(2).in(InstanceState.STARTING).on(other).build();

        assertThat(plan(moving, waiting).isEmpty()).isTrue();
        assertThat(plan(moving, starting).isEmpty()).isTrue();
    }

    @Test
    void stopsAnInstanceOnTheMoveOnceItsSuccessorServes() {
        var moving = row().on(draining).moving().build();
        var successor = row().incarnation(2).on(other).build();

        assertThat(plan(moving, successor).stop()).containsExactly(moving.id());
    }

    @Test
    void makesAnotherSuccessorWhenOneCrashed() {
        var moving = row().on(draining).moving().build();
        var crashed = row().incarnation(2)
                .in(InstanceState.FAILED)
                .endedAt(NOW)
                .on(other)
                .build();

        var plan = plan(moving, crashed);

        assertThat(plan.create()).containsExactly(new Creation(0, 3, null));
        assertThat(plan.stop()).isEmpty();
    }

    @Test
    void stopsASuccessorWithoutAHostWhenTheMoveWasTakenBack() {
        var stays = row().on(draining).build();
        var waiting = row().incarnation(2).in(InstanceState.PENDING).build();

        assertThat(plan(stays, waiting).stop()).containsExactly(waiting.id());
    }

    @Test
    void prefersTheCopyElsewhereWhenADrainingHostComesBack() {
        var older = row().on(draining).build();
        var elsewhere = row().incarnation(2).on(other).build();

        assertThat(plan(older, elsewhere).stop()).containsExactly(older.id());
    }

    @Test
    void aDeploymentCountsAnIndexOnTheMoveAsServed() {
        var rows = List.of(row().on(draining).moving().build());

        assertThat(DeploymentProgress.judge(spec, rows, HostStates.of(List.of(draining, other))))
                .isInstanceOf(DeploymentProgress.Verdict.Complete.class);
    }

    private RowBuilder row() {
        return new RowBuilder(spec, 0, NOW);
    }

    private Plan plan(InstanceRecord... rows) {
        return Reconciler.plan(spec, List.of(rows), HostStates.of(List.of(draining, other)), NOW);
    }
}
