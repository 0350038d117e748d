package io.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.hosts.HostView;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.InstanceId;
import org.junit.jupiter.api.Test;

class DrainPolicyTest {

    private final Scene scene = new Scene();
    private final HostView leaving = scene.host("host-a", 4096);
    private final HostView other = scene.host("host-b", 4096);

    @Test
    void doesNothingWhileNoHostIsDrained() {
        scene.runs(scene.app("shop", 1), 0, leaving);

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void movesNoMoreThanTheBudgetAtOnceHealthyOnesFirst() {
        var shop = scene.app("shop", 3);
        var sick = scene.runs(shop, 0, leaving, Scene.Row::notRoutable);
        var first = scene.runs(shop, 1, leaving);
        var second = scene.runs(shop, 2, leaving);
        scene.drain(leaving);

        assertThat(scene.round().move())
                .containsExactly(first.id(), second.id())
                .doesNotContain(sick.id());
    }

    @Test
    void countsWhatIsOnTheMoveUntilItHasEnded() {
        var shop = scene.app("shop", 3);
        scene.runs(shop, 0, leaving, row -> row.onTheMove().stopping());
        scene.runs(shop, 0, other);
        var next = scene.runs(shop, 1, leaving);
        scene.runs(shop, 2, leaving);
        scene.drain(leaving);

        assertThat(scene.round().move()).containsExactly(next.id());
    }

    @Test
    void givesTheBudgetToTheDrainThatWasOrderedFirst() {
        var shop = scene.app("shop", 6);
        var third = scene.host("host-c", 4096);
        var late = scene.runs(shop, 0, leaving);
        var early = scene.runs(shop, 1, third);
        scene.runs(shop, 2, leaving);
        scene.drain(leaving, Scene.NOON.plusSeconds(60));
        scene.drain(third, Scene.NOON);

        assertThat(scene.round().move()).containsExactly(early.id(), late.id());
    }

    @Test
    void passesOverWhatFitsNowhere() {
        var full = scene.app("full", 4);
        scene.runs(full, 0, other, row -> row.taking(3584));
        scene.runs(full, 1, leaving, row -> row.taking(1024));
        var small = scene.runs(full, 2, leaving, row -> row.taking(512));
        scene.runs(full, 3, leaving, row -> row.taking(512));
        scene.drain(leaving);

        assertThat(scene.round().move()).as("room for one").containsExactly(small.id());
    }

    @Test
    void leavesRoomForWhatWaitsForAHostAlready() {
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, other, row -> row.taking(3584));
        scene.runs(scene.app("new", 1), 0, leaving, row -> row.taking(512).refused("not tried yet"));
        scene.runs(shop, 1, leaving, row -> row.taking(512));
        scene.drain(leaving);

        assertThat(scene.round().move()).isEmpty();
    }

    @Test
    void beginsNothingWhileItPauses() {
        scene.runs(scene.app("shop", 1), 0, leaving);
        scene.pause(leaving);

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void beginsNothingOnASilentHost() {
        scene.runs(scene.app("shop", 1), 0, leaving);
        scene.drain(leaving);
        scene.lose(leaving);

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void aSilentHostHoldsNoPartOfTheBudget() {
        var shop = scene.app("shop", 4);
        var third = scene.host("host-c", 4096);
        scene.runs(shop, 0, third, Scene.Row::onTheMove);
        scene.runs(shop, 1, third, Scene.Row::onTheMove);
        var next = scene.runs(shop, 2, leaving);
        scene.drain(third);
        scene.lose(third);
        scene.drain(leaving);

        assertThat(scene.round().move()).containsExactly(next.id());
    }

    @Test
    void takesAMoveBackThatFoundNoHost() {
        var shop = scene.app("shop", 1);
        var moving = scene.runs(shop, 0, leaving, Scene.Row::onTheMove);
        scene.runs(shop, 0, leaving, row -> row.refused("no host has 256 MB free"));
        scene.drain(leaving);

        assertThat(scene.round().stay()).containsExactly(moving.id());
        assertThat(scene.round().move()).isEmpty();
    }

    @Test
    void finishesMovesOfADrainThatWasEndedUnlessTheyFoundNoHostYet() {
        var shop = scene.app("shop", 2);
        scene.runs(shop, 0, leaving, Scene.Row::onTheMove);
        scene.runs(shop, 0, other);
        var early = scene.runs(shop, 1, leaving, Scene.Row::onTheMove);

        assertThat(scene.round().stay()).containsExactly(early.id());
    }

    @Test
    void leavesInstancesToADeploymentThatReplacesThem() {
        scene.runs(scene.app("shop", 1), 0, leaving, Scene.Row::ofOldRelease);
        scene.drain(leaving);

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void movesNothingThatIsNotWantedAnyMore() {
        scene.runs(scene.app("shop", 1), 1, leaving);
        scene.drain(leaving);

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void aRebalanceMovesWhatItOrdersWithWhatDrainsLeaveOfTheBudget() {
        var third = scene.host("host-c", 4096);
        var shop = scene.app("shop", 3);
        var drained = scene.runs(shop, 0, leaving);
        var first = scene.runs(scene.app("cart", 1), 0, other, row -> row.ruled("disk=ssd", 0));
        var second = scene.runs(scene.app("mail", 1), 0, other, row -> row.ruled("disk=ssd", 0));
        scene.label(third, "disk=ssd");
        scene.drain(leaving);
        scene.rebalance(false, ordered(first, third), ordered(second, third));

        assertThat(scene.round().move()).containsExactly(drained.id(), first.id());
    }

    @Test
    void aRebalanceThatPausesBeginsNothing() {
        var row = scene.runs(scene.app("cart", 1), 0, other, made -> made.ruled("disk=ssd", 0));
        scene.label(leaving, "disk=ssd");
        scene.rebalance(true, ordered(row, leaving));

        assertThat(scene.round().isEmpty()).isTrue();
    }

    @Test
    void strikesOutWhatIsGoneOrStandsWell() {
        var well = scene.runs(scene.app("cart", 1), 0, other);
        var gone = new OrderedMove(InstanceId.create(), other.id(), leaving.id(), RebalanceReason.HOSTS, "");
        scene.rebalance(false, ordered(well, leaving), gone);

        var round = scene.round();

        assertThat(round.move()).isEmpty();
        assertThat(round.done()).containsExactlyInAnyOrder(well.id(), gone.id());
    }

    @Test
    void aRebalanceWaitsForRoom() {
        var row = scene.runs(scene.app("cart", 1), 0, other, made -> made.ruled("disk=ssd", 0));
        scene.rebalance(false, ordered(row, leaving));

        assertThat(scene.round().isEmpty())
                .as("no host fulfils it: it stays in the order")
                .isTrue();
    }

    private OrderedMove ordered(InstanceRecord row, HostView to) {
        return new OrderedMove(row.id(), other.id(), to.id(), RebalanceReason.RULES, "needs disk=ssd");
    }
}
