package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slipway.hosts.HostView;
import io.slipway.kernel.DataSize;
import io.slipway.placement.DrainMove.Kind;
import io.slipway.placement.DrainPlan.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainPlannerTest {

    private final Scene scene = new Scene();
    private final HostView leaving = scene.host("host-a", 4096);
    private final HostView other = scene.host("host-b", 1024);

    @Test
    void saysWhatMovesWhereAndWhatIsBlockedWithNumbers() {
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, leaving);
        scene.runs(shop, 1, leaving);
        scene.runs(scene.app("big", 1), 0, leaving, row -> row.taking(2048));

        var plan = scene.plan(leaving);

        assertThat(plan.stage()).isEqualTo(Stage.PLANNED);
        assertThat(plan.moves())
                .extracting(DrainMove::app, DrainMove::index, DrainMove::kind, DrainMove::host)
                .containsExactly(
                        tuple("acme/dev/big", 0, Kind.BLOCKED, ""),
                        tuple("acme/dev/shop", 0, Kind.MOVES, "host-b"),
                        tuple("acme/dev/shop", 1, Kind.MOVES, "host-b"));
        assertThat(plan.moves().getFirst().detail()).contains("2048 MB", "draining");
        assertThat(plan.total()).isEqualTo(3);
        assertThat(plan.count(Kind.MOVES)).isEqualTo(2);
        assertThat(plan.memory(Kind.BLOCKED)).isEqualTo(DataSize.ofMebibytes(2048));
        assertThat(plan.firstBlocked()).map(DrainMove::app).contains("acme/dev/big");
    }

    @Test
    void promisesTheSameRoomOnlyOnce() {
        var shop = scene.app("shop", 5);
        for (int index = 0; index < 5; index++) {
            scene.runs(shop, index, leaving);
        }

        var plan = scene.plan(leaving);

        assertThat(plan.count(Kind.MOVES)).isEqualTo(4);
        assertThat(plan.count(Kind.BLOCKED)).isEqualTo(1);
    }

    @Test
    void tellsHowFarADrainIs() {
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, leaving, Scene.Row::onTheMove);
        scene.runs(shop, 0, other);
        scene.runs(shop, 1, leaving);
        scene.drain(leaving);

        var plan = scene.plan(leaving);

        assertThat(plan.stage()).isEqualTo(Stage.DRAINING);
        assertThat(plan.total()).isEqualTo(12);
        assertThat(plan.moved()).isEqualTo(10);
        assertThat(plan.moves())
                .extracting(DrainMove::kind, DrainMove::host)
                .containsExactly(tuple(Kind.MOVING, "host-b"), tuple(Kind.MOVES, "host-b"));
    }

    @Test
    void anEmptyHostIsDrainedOnceThatWasOrdered() {
        assertThat(scene.plan(leaving).stage()).isEqualTo(Stage.PLANNED);

        scene.drain(leaving);

        assertThat(scene.plan(leaving).stage()).isEqualTo(Stage.DRAINED);
        assertThat(scene.plan(leaving).moved()).isEqualTo(12);
    }

    @Test
    void movesNothingToAnotherHostThatIsDrainedToo() {
        scene.runs(scene.app("shop", 1), 0, leaving);
        scene.drain(other);

        var plan = scene.plan(leaving);

        assertThat(plan.moves()).extracting(DrainMove::kind).containsExactly(Kind.BLOCKED);
        assertThat(plan.moves().getFirst().detail()).isEqualTo("all hosts are draining");
    }

    @Test
    void agreesWithWhatTheDrainThenDoes() {
        var shop = scene.app("shop", 2);
        var rows = List.of(scene.runs(shop, 0, leaving), scene.runs(shop, 1, leaving));
        var planned = scene.plan(leaving);

        scene.drain(leaving);

        assertThat(planned.count(Kind.MOVES)).isEqualTo(2);
        assertThat(scene.round().move())
                .containsExactly(rows.get(0).id(), rows.get(1).id());
    }
}
