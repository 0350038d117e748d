package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.instances.InMemoryInstanceStore;
import io.slipway.orchestrator.RouteProbe.Result;
import io.slipway.testing.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeploymentLoopTest {

    private final MutableClock clock = MutableClock.ordinary();
    private final FakeWantedState wanted = new FakeWantedState();
    private Result answer = new Result.Silent("the router says no_endpoints");
    private int asked;
    private final DeploymentLoop deployments = new DeploymentLoop(
            wanted, new InMemoryInstanceStore(clock, event -> {}), List::of, app -> ask(), wanted::figures, clock);

    @Test
    void anAppWithNothingToRunNeedsNoAnswer() {
        wanted.scaleTo(0);
        wanted.deploy(true);

        look();

        assertThat(wanted.outcomes).containsExactly("v2 succeeded");
        assertThat(asked).isZero();
    }

    @Test
    void doesNothingWithoutADeployment() {
        wanted.scaleTo(0);

        look();

        assertThat(wanted.outcomes).isEmpty();
    }

    @Test
    void asksTheRouteAgainAndSucceedsOnceItAnswers() {
        var simulation = readyFor(app -> ask());

        assertThat(simulation.wanted.outcomes).isEmpty();
        assertThat(asked).isGreaterThan(1);
        answer = new Result.Answered(503);
        simulation.runFor(Duration.ofSeconds(1));

        assertThat(simulation.wanted.outcomes).containsExactly("v2 succeeded");
    }

    @Test
    void failsWhenTheRouteStaysSilent() {
        var simulation = readyFor(app -> ask());

        simulation.runFor(DeploymentLoop.ROUTE_DEADLINE);

        assertThat(simulation.wanted.outcomes).containsExactly("v2 failed");
    }

    private Simulation readyFor(RouteProbe probe) {
        var simulation = new Simulation(1, new Random(1), probe);
        simulation.wanted.scaleTo(1);
        simulation.wanted.deploy(true);
        simulation.runFor(Duration.ofSeconds(10));
        return simulation;
    }

    private Result ask() {
        asked++;
        return answer;
    }

    private void look() {
        deployments.loop().add(wanted.spec().processId());
        deployments.loop().step();
    }
}
