package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Docker Engine is stopped under a working platform and started again after a while. */
@Tag("docker")
class EngineDeathE2E {

    private static final int INSTANCES = 3;
    /** Longer than a host's lease. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    @Test
    void containersThatOutliveTheEngineServeOnAndAreKept() throws Exception {
        try (var engine = OwnEngine.start(true);
                var stage = Stage.on(engine)) {
            var app = stage.runningSample(INSTANCES);
            var before = stage.engine.startTimes(stage.idOf(app));

            try (var visitors = Visitors.of(stage, app)) {
                whileAway(engine, stage);
                awaitNoComplaint(stage);
                visitors.assertNoFailure();
            }

            assertThat(stage.engine.startTimes(stage.idOf(app))).isEqualTo(before);
            assertThat(stage.living(app)).hasSize(INSTANCES);
            stage.scale(app, INSTANCES + 1);
            stage.awaitServing(app, INSTANCES + 1);
            assertExactly(stage, app, INSTANCES + 1);
        }
    }

    @Test
    void containersThatDiedWithTheEngineAreReplacedOnceItIsBack() throws Exception {
        try (var engine = OwnEngine.start(false);
                var stage = Stage.on(engine)) {
            var app = stage.runningSample(INSTANCES);
            var before = stage.engine.startTimes(stage.idOf(app));

            whileAway(engine, stage);
            long back = System.nanoTime();
            awaitNoComplaint(stage);
            stage.awaitServing(app, INSTANCES);
            Measured.say("engine back to all instances serving", back);

            stage.awaitAnswer(app);
            assertThat(stage.engine.startTimes(stage.idOf(app)))
                    .hasSize(INSTANCES)
                    .doesNotContainKeys(before.keySet().toArray(String[]::new));
            assertExactly(stage, app, INSTANCES);
        }
    }

    /** The host stays known while its engine is away: silence is something else. */
    private static void whileAway(OwnEngine engine, Stage stage) {
        engine.stop();
        try {
            awaitComplaint(stage);
            var until = Instant.now().plus(AWAY);
            await("the engine to be away for longer than a lease")
                    .atMost(AWAY.plusSeconds(10))
                    .until(() -> {
                        assertThat(host(stage).get("state").asString()).isEqualTo("READY");
                        return Instant.now().isAfter(until);
                    });
        } finally {
            engine.start();
        }
    }

    private static void awaitComplaint(Stage stage) {
        await("the host to name the cause")
                .atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(host(stage).get("problem").asString())
                        .contains("The Docker Engine of host")
                        .contains("does not answer")
                        .contains("systemctl start docker"));
    }

    private static void awaitNoComplaint(Stage stage) {
        await("the host to be well again")
                .atMost(Stage.PATIENCE)
                .until(() -> host(stage).get("problem").isNull());
    }

    private static void assertExactly(Stage stage, String app, int instances) {
        await("as many containers as instances")
                .untilAsserted(
                        () -> assertThat(stage.engine.running(stage.idOf(app))).hasSize(instances));
    }

    private static JsonNode host(Stage stage) {
        return stage.api.hosts().getFirst();
    }
}
