package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Instances that end by themselves or by somebody's hand are replaced, and their history says why. */
@Tag("docker")
class CrashE2E {

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void aContainerKilledBehindThePlatformsBackIsReplaced() {
        var app = stage.runningSample(1);
        long kill = System.nanoTime();

        stage.engine.killOne(stage.idOf(app));

        var history = stage.awaitInstance(app, "a failed instance", CrashE2E::hasFailed);
        assertThat(history.get("exitCode").asInt()).isEqualTo(137);
        assertThat(history.get("detail").asString()).contains("137", "other than Slipway");
        assertThat(history.get("outOfMemory").asBoolean()).isFalse();
        stage.awaitAnswer(app);
        Measured.say("docker kill to answering again", kill);
        stage.awaitServing(app, 1);
        assertThat(stage.living(app).getFirst().get("incarnation").asInt()).isEqualTo(2);
    }

    @Test
    void anAppThatEndsItselfLeavesItsExitCodeAndLastWords() throws Exception {
        var app = stage.runningSample(1);

        stage.visitor(app).get("/crash");

        var history = stage.awaitInstance(app, "a failed instance", CrashE2E::hasFailed);
        assertThat(history.get("exitCode").asInt()).isEqualTo(3);
        assertThat(history.get("detail").asString()).contains("asked to crash");
        stage.awaitServing(app, 1);
    }

    @Test
    void anAppThatUsesTooMuchMemoryIsToldSo() {
        var hungry = stage.engine.imageThatRuns(
                "hungry", "/bin/sh", "-c", "sleep 1; exec dd if=/dev/zero of=/dev/null bs=200M count=1");
        var app = Stage.freshName();

        stage.api.created(
                Map.of("name", app, "image", hungry, "memoryMib", 32, "healthCheck", Map.of("type", "process")));

        var history = stage.awaitInstance(app, "a failed instance", CrashE2E::hasFailed);
        assertThat(history.get("outOfMemory").asBoolean()).isTrue();
        assertThat(history.get("detail").asString()).contains("more memory than its limit");
        assertThat(stage.awaitEndOfDeployment(app).get("cause").asString()).contains("memory");
        stage.act(app, "stop");
    }

    @Test
    void anAppThatKeepsCrashingIsWaitedForAfterTheThirdTime() {
        var app = stage.runningSample(1);
        for (int crash = 1; crash <= 3; crash++) {
            stage.awaitServing(app, 1);
            stage.engine.killOne(stage.idOf(app));
            int crashes = crash;
            stage.awaitInstance(
                    app,
                    "crash " + crash,
                    instance ->
                            hasFailed(instance) && instance.get("incarnation").asInt() == crashes);
        }

        var waiting = stage.awaitInstance(
                app,
                "an instance that waits",
                instance -> !instance.get("notBefore").isNull());

        var third = stage.awaitInstance(
                app, "the third crash", instance -> instance.get("incarnation").asInt() == 3);
        var wait = Duration.between(
                Instant.parse(third.get("stateSince").asString()),
                Instant.parse(waiting.get("notBefore").asString()));
        assertThat(wait).isEqualTo(Duration.ofSeconds(30));
        assertThat(Stage.state(waiting)).isEqualTo("PENDING");
        assertThat(stage.api.instances(app)).filteredOn(CrashE2E::hasFailed).hasSize(3);
        assertThat(stage.engine.running(stage.idOf(app))).isEmpty();
    }

    private static boolean hasFailed(JsonNode instance) {
        return Stage.state(instance).equals("FAILED");
    }
}
