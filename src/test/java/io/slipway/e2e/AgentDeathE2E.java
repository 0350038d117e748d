package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The agent is killed; its containers go on, and the next agent takes them over as they are. */
@Tag("docker")
class AgentDeathE2E {

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @AfterEach
    void bringTheAgentBack() {
        if (!stage.platform.agent().isAlive()) {
            stage.platform.agent().start();
            stage.platform.awaitReady();
        }
    }

    @Test
    void containersGoOnAndTheRouterIsBackSoon() {
        var app = stage.runningSample(2);
        var before = stage.engine.startTimes(stage.idOf(app));
        var instances = stage.living(app);
        long kill = System.nanoTime();

        stage.platform.agent().kill();
        long start = System.nanoTime();
        stage.platform.agent().start();
        stage.awaitAnswer(app);
        Measured.say("agent start to first 200", start);
        Measured.say("kill of the agent to first 200", kill);

        stage.platform.awaitReady();
        stage.awaitServing(app, 2);
        assertThat(stage.engine.startTimes(stage.idOf(app))).isEqualTo(before);
        assertThat(stage.living(app))
                .extracting(row -> row.get("id").asString())
                .containsExactlyElementsOf(
                        instances.stream().map(row -> row.get("id").asString()).toList());
        try (var visitors = Visitors.of(stage, app)) {
            visitors.assertNoFailure();
        }
    }

    @Test
    void aPlannedRestartCostsNoRequest() throws Exception {
        var app = stage.runningSample(2);
        var before = stage.engine.startTimes(stage.idOf(app));
        int port = stage.api.tcpRoute(app);
        var overTcp = new Visitor("127.0.0.1:" + port, app);
        await("the TCP route")
                .ignoreExceptions()
                .until(() -> overTcp.get("/health").statusCode() == 200);
        try (var visitors = Visitors.of(stage, app);
                var overPort = new Passerby(port, app);
                var passerby = new Passerby(stage.platform.routerPort(), app + ".apps.localhost")) {
            for (int times = 0; times < 2; times++) {
                long start = System.nanoTime();
                stage.platform.agent().handOver(stage.platform.agentPidFile());
                Measured.say("hand-over of the agent", start);
                stage.platform.awaitReady();
            }
            stage.scale(app, 3);
            stage.awaitServing(app, 3);
            visitors.assertNoFailure();
            assertThat(passerby.failures())
                    .as("of %d new connections", passerby.answered())
                    .isEmpty();
            assertThat(passerby.answered()).isGreaterThan(100);
            System.out.println("measured: of " + overPort.answered() + " connections to a TCP route failed "
                    + overPort.failures());
            assertThat(overPort.failures())
                    .as("what the old process had just been given")
                    .hasSizeLessThan(5);
            assertThat(overPort.answered()).isGreaterThan(100);
        }
        assertThat(stage.engine.startTimes(stage.idOf(app))).containsAllEntriesOf(before);
        stage.platform.agent().stop();
    }

    @Test
    void aContainerThatDiedMeanwhileIsReplacedAndReported() {
        var app = stage.runningSample(1);
        stage.platform.agent().kill();
        stage.engine.killOne(stage.idOf(app));

        stage.platform.agent().start();

        var history = stage.awaitInstance(
                app, "a failed instance", row -> Stage.state(row).equals("FAILED"));
        assertThat(history.get("exitCode").asInt()).isEqualTo(137);
        stage.awaitAnswer(app);
        stage.awaitServing(app, 1);
    }

    @Test
    void bothDieAndEverythingGoesOn() {
        var app = stage.runningSample(2);
        var before = stage.engine.startTimes(stage.idOf(app));
        stage.platform.server().kill();
        stage.platform.agent().kill();

        stage.platform.agent().start();
        stage.awaitAnswer(app);
        stage.platform.server().start();
        stage.platform.awaitReady();

        stage.awaitServing(app, 2);
        assertThat(stage.engine.startTimes(stage.idOf(app))).isEqualTo(before);
        stage.scale(app, 3);
        stage.awaitServing(app, 3);
        await("the third container")
                .until(() -> stage.engine.running(stage.idOf(app)).size() == 3);
    }
}
