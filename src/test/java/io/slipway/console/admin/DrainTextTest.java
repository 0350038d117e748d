package io.slipway.console.admin;

import static io.slipway.console.admin.DrainExamples.drain;
import static io.slipway.console.admin.DrainExamples.host;
import static io.slipway.console.admin.DrainExamples.move;
import static io.slipway.console.admin.DrainExamples.moves;
import static io.slipway.console.admin.DrainExamples.paused;
import static io.slipway.console.admin.DrainExamples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.hosts.HostView;
import io.slipway.placement.DrainMove.Kind;
import org.junit.jupiter.api.Test;

class DrainTextTest {

    @Test
    void aPlanSaysItsNumbersFirst() {
        var plan = plan(
                host("host-a"),
                move(0, Kind.MOVES, "host-b", ""),
                move(1, Kind.BLOCKED, "", "no host has 256 MB free"),
                move(2, Kind.LEAVES, "", "it is being stopped"));

        assertThat(DrainText.headline(plan)).isEqualTo("3 instances: 1 can move, 1 blocked, 1 ending anyway.");
        assertThat(DrainText.moving(plan)).startsWith("1 instance with 256 MB of memory move");
        assertThat(DrainText.blocked(plan)).startsWith("1 instance with 256 MB of memory fit nowhere else now");
        assertThat(DrainText.headline(plan(host("host-b")))).isEqualTo("No instance is on it: it is drained at once.");
    }

    @Test
    void aDrainSaysHowFarItIsAndWhatItWaitsFor() {
        var plan = plan(
                host("host-a", true, drain(12)),
                move(0, Kind.MOVING, "host-b", "its successor starts"),
                move(1, Kind.MOVES, "host-b", ""),
                move(2, Kind.BLOCKED, "", "no host has 256 MB free"));

        assertThat(DrainText.progress(plan))
                .isEqualTo("moved 9 of 12, 1 on the move, 1 blocked: acme/dev/shop web/2: no host has 256 MB free");
    }

    @Test
    void aDrainThatPausesWaitsForNobodyButItsAdministrator() {
        assertThat(DrainText.progress(plan(host("host-a", true, paused(5)), moves(2))))
                .isEqualTo("moved 3 of 5");
    }

    @Test
    void anEmptyHostIsDrained() {
        var drained = host("host-a", true, drain(5));
        var load = new HostLoad(drained, 0, 0, 0, 0, plan(drained));

        assertThat(DrainText.progress(plan(drained))).isEqualTo("empty, moved 5 of 5");
        assertThat(HostState.of(load).word()).isEqualTo("Drained");
        assertThat(HostGrid.note(load)).isEqualTo("empty, moved 5 of 5");
    }

    @Test
    void saysWhereAnInstanceGoesAndHowFarItIs() {
        assertThat(DrainText.where(move(0, Kind.MOVES, "host-b", ""))).isEqualTo("→ host-b");
        assertThat(DrainText.where(move(0, Kind.MOVING, "host-b", "its successor starts")))
                .isEqualTo("→ host-b, its successor starts");
        assertThat(DrainText.where(move(0, Kind.BLOCKED, "", "no host has 256 MB free")))
                .isEqualTo("no host has 256 MB free");
    }

    @Test
    void offersWhatMakesSenseForAHost() {
        assertThat(HostVerb.offeredFor(load(host("host-a"))))
                .containsExactly(HostVerb.CORDON, HostVerb.DRAIN, HostVerb.SETTINGS, HostVerb.REMOVE);
        assertThat(HostVerb.offeredFor(load(host("host-a", true, null))))
                .containsExactly(HostVerb.UNCORDON, HostVerb.DRAIN, HostVerb.SETTINGS, HostVerb.REMOVE);

        var draining = host("host-a", true, drain(2));
        assertThat(HostVerb.offeredFor(new HostLoad(draining, 2, 0, 0, 0, plan(draining, moves(2)))))
                .containsExactly(
                        HostVerb.PROGRESS, HostVerb.PAUSE, HostVerb.CANCEL, HostVerb.SETTINGS, HostVerb.REMOVE);
        assertThat(HostVerb.offeredFor(new HostLoad(draining, 0, 0, 0, 0, plan(draining))))
                .containsExactly(HostVerb.UNCORDON, HostVerb.SETTINGS, HostVerb.REMOVE);

        var pausing = host("host-a", true, paused(2));
        assertThat(HostVerb.offeredFor(new HostLoad(pausing, 2, 0, 0, 0, plan(pausing, moves(2)))))
                .containsExactly(
                        HostVerb.PROGRESS, HostVerb.RESUME, HostVerb.CANCEL, HostVerb.SETTINGS, HostVerb.REMOVE);
    }

    private static HostLoad load(HostView host) {
        return new HostLoad(host, 0, 0, 0, 0, null);
    }
}
