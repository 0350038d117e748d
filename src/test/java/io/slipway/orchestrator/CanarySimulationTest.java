package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CanaryGuard;
import io.slipway.apps.CanaryStep;
import io.slipway.apps.DeploymentStrategy;
import io.slipway.instances.InstanceRecord;
import io.slipway.kernel.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Canaries through the real loops: what runs beside them is never touched before the last step has passed. */
class CanarySimulationTest {

    private static final Duration HOLD = Duration.ofSeconds(12);
    private static final DeploymentStrategy TIMED = canary(HOLD);
    private static final DeploymentStrategy BY_HAND = canary(null);

    private final Simulation simulation = new Simulation(3, new Random(11));

    @Test
    void goesUpStepByStepBesideTheReleaseBefore() {
        runningAt(4);
        simulation.wanted.deploy(true, BY_HAND);

        runUntilShareIs(10);
        assertThat(serving(1)).isEqualTo(4);
        assertThat(serving(2)).isEqualTo(1);

        simulation.wanted.promote();
        runUntilShareIs(50);
        assertThat(serving(1)).isEqualTo(4);
        assertThat(serving(2)).isEqualTo(2);

        simulation.wanted.promote();
        runUntilShareIs(100);
        assertThat(serving(1)).isEqualTo(4);
        assertThat(serving(2)).isEqualTo(4);

        simulation.wanted.promote();
        simulation.settle();
        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
        simulation.assertSettled();
    }

    @Test
    void otherProcessesChangeOnceItHasPassed() {
        simulation.wanted.work(2);
        runningAt(2);
        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);
        assertThat(simulation.living(simulation.wanted.worker())).hasSize(2).allMatch(row -> row.releaseNumber() == 1);

        simulation.wanted.promote();
        simulation.wanted.promote();
        simulation.wanted.promote();
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
        assertThat(simulation.living(simulation.wanted.worker())).hasSize(2).allMatch(row -> row.releaseNumber() == 2);
    }

    @Test
    void oneInstanceOfOneGetsACanaryBesideIt() {
        runningAt(1);

        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);

        assertThat(serving(1)).isEqualTo(1);
        assertThat(serving(2)).isEqualTo(1);
    }

    @Test
    void goesOnByItselfAfterItsTime() {
        runningAt(2);

        simulation.wanted.deploy(true, TIMED);
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
    }

    @Test
    void aPausedCanaryStaysWhereItIs() {
        runningAt(2);
        simulation.wanted.deploy(true, TIMED);
        runUntilShareIs(10);

        simulation.wanted.pause(true);
        simulation.runFor(Duration.ofMinutes(10));
        assertThat(simulation.wanted.spec().pace().share()).isEqualTo(10);

        simulation.wanted.pause(false);
        simulation.settle();
        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
    }

    @Test
    void aCrashLoopingCanaryIsTakenBackAtOnce() {
        runningAt(3);
        var before = ids();
        var ordered = simulation.clock.instant();

        simulation.wanted.deploy(false, TIMED);
        simulation.runUntil(() -> !simulation.wanted.outcomes.isEmpty(), Duration.ofMinutes(5));

        assertThat(simulation.wanted.outcomes).containsExactly("v2 failed");
        assertThat(Duration.between(ordered, simulation.clock.instant())).isLessThan(HOLD);
        simulation.settle();
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void aCanaryThatAnswersWithErrorsIsTakenBackBeforeItGetsMore() {
        runningAt(3);
        var before = ids();

        simulation.wanted.deployFailing(TIMED);
        simulation.runUntil(
                () -> !simulation.wanted.outcomes.isEmpty()
                        || simulation.wanted.spec().pace().share() > 10,
                Duration.ofMinutes(5));

        assertThat(simulation.wanted.outcomes).containsExactly("v2 failed");
        simulation.settle();
        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void anotherDeploymentTakesItsPlaceAndTheReleaseBeforeIsStillTheBase() {
        runningAt(3);
        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);

        simulation.wanted.deploy(true);
        simulation.settle();

        assertThat(simulation.wanted.outcomes).containsExactly("v3 succeeded");
        simulation.assertSettled();
    }

    @Test
    void whatRunsBesideIsReplacedByItsOwnRelease() {
        runningAt(4);
        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);
        var host = simulation.living().stream()
                .filter(row -> row.releaseNumber() == 1)
                .map(InstanceRecord::hostId)
                .findFirst()
                .orElseThrow();

        simulation.cutOff(host);
        simulation.runFor(Duration.ofSeconds(20));

        assertThat(servingElsewhere(1, host)).isEqualTo(4);
        assertThat(servingElsewhere(2, host)).isEqualTo(1);
    }

    @Test
    void aDrainMovesBothSides() {
        runningAt(6);
        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);

        var hosts = List.copyOf(simulation.hosts.keySet());
        hosts.subList(0, 2).forEach(simulation::startDrain);
        simulation.runUntil(
                () -> simulation.onHost(hosts.get(0)) + simulation.onHost(hosts.get(1)) == 0, Duration.ofMinutes(5));

        assertThat(serving(1)).isEqualTo(6);
        assertThat(serving(2)).isEqualTo(1);
        assertThat(simulation.onHost(hosts.get(2))).isEqualTo(7);
    }

    @Test
    void grownWithTheAppTheCanaryKeepsItsShare() {
        runningAt(2);
        simulation.wanted.deploy(true, BY_HAND);
        runUntilShareIs(10);
        simulation.wanted.promote();
        runUntilShareIs(50);

        simulation.wanted.scaleTo(8);
        simulation.runFor(Duration.ofSeconds(30));

        assertThat(serving(1)).isEqualTo(8);
        assertThat(serving(2)).isEqualTo(4);
        assertThat(simulation.wanted.split().orElseThrow().percent()).isEqualTo(50);
    }

    @Property(tries = 40)
    void abortedAtAnyTimeItLeavesWhatRanBeforeUntouched(
            @ForAll @IntRange(min = 1, max = 8) int wanted,
            @ForAll @IntRange(min = 0, max = 450) int ticks,
            @ForAll long seed) {
        var story = new Simulation(3, new Random(seed));
        story.wanted.scaleTo(wanted);
        story.settle();
        var before = story.living().stream().map(InstanceRecord::id).toList();

        story.wanted.deploy(true, TIMED);
        for (int tick = 0; tick < ticks && story.wanted.isTrial(); tick++) {
            story.tick();
            assertThat(story.living()).extracting(InstanceRecord::id).containsAll(before);
            assertThat(story.routable()).isGreaterThanOrEqualTo(wanted);
        }
        boolean wasOnTrial = story.wanted.isTrial();
        story.wanted.abort();
        while (story.living().size() != wanted) {
            story.tick();
            assertThat(story.routable()).isGreaterThanOrEqualTo(wanted);
        }
        story.settle();

        story.assertSettled();
        if (wasOnTrial) {
            assertThat(story.living()).extracting(InstanceRecord::id).containsExactlyElementsOf(before);
        }
    }

    private void runningAt(int instances) {
        simulation.wanted.scaleTo(instances);
        simulation.settle();
    }

    private void runUntilShareIs(int percent) {
        simulation.runUntil(() -> simulation.wanted.spec().pace().share() == percent, Duration.ofMinutes(2));
        assertThat(simulation.wanted.spec().pace().share()).isEqualTo(percent);
    }

    private long serving(int release) {
        return simulation.living().stream()
                .filter(row -> row.releaseNumber() == release && row.routable())
                .count();
    }

    private long servingElsewhere(int release, HostId host) {
        return simulation.living().stream()
                .filter(row -> row.releaseNumber() == release && row.routable() && !host.equals(row.hostId()))
                .count();
    }

    private List<?> ids() {
        return simulation.living().stream().map(InstanceRecord::id).toList();
    }

    private static DeploymentStrategy canary(@org.jspecify.annotations.Nullable Duration hold) {
        return new DeploymentStrategy.Canary(
                List.of(new CanaryStep(10, hold), new CanaryStep(50, hold), new CanaryStep(100, hold)),
                CanaryGuard.DEFAULT);
    }
}
