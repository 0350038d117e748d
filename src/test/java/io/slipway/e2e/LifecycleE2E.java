package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An app from its making to its end, through the two real processes. */
@Tag("docker")
class LifecycleE2E {

    /** The shell ends at TERM only if it says so, being the first process. */
    private static final String WORK =
            "trap 'exit 0' TERM; echo \"the worker works with${PORT:-out a port}\"; while :; do sleep 1 & wait $!; done";

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void aSampleAnswersThroughItsRouteSoonAfterItsMaking() {
        var app = Stage.freshName();
        long click = System.nanoTime();

        stage.api.createSample(app, 1);
        stage.awaitAnswer(app);
        Measured.say("click to first 200", click);
        stage.awaitDeployed(app);

        assertThat(stage.living(app)).singleElement().satisfies(instance -> {
            assertThat(instance.get("index").asInt()).isZero();
            assertThat(Stage.state(instance)).isEqualTo("RUNNING");
        });
        assertThat(stage.engine.running(stage.idOf(app))).hasSize(1);
    }

    @Test
    void scalesUpAndDownWithTheHighestIndexesGoingFirst() {
        var app = stage.runningSample(1);
        var first = stage.living(app).getFirst().get("id").asString();

        try (var visitor = stage.visitor(app).visitSteadily("/health")) {
            stage.scale(app, 5);
            stage.awaitServing(app, 5);
            assertThat(indexes(app)).containsExactly(0, 1, 2, 3, 4);

            stage.scale(app, 3);
            stage.awaitServing(app, 3);
            assertThat(indexes(app)).containsExactly(0, 1, 2);

            stage.scale(app, 1);
            stage.awaitServing(app, 1);
            assertThat(visitor.failures()).isEmpty();
        }
        assertThat(stage.living(app))
                .singleElement()
                .satisfies(left -> assertThat(left.get("id").asString()).isEqualTo(first));
        await("only one container")
                .until(() -> stage.engine.running(stage.idOf(app)).size() == 1);
    }

    @Test
    void aWorkerComesBesideWebWorksAndGoes() {
        var app = stage.runningSample(1);

        try (var visitor = stage.visitor(app).visitSteadily("/health")) {
            stage.process(app, "worker", Map.of("command", List.of("/bin/sh", "-c", WORK)));
            stage.awaitDeployed(app);
            stage.awaitServing(app, 2);
            stage.api.send("PUT", "/apps/" + app + "/scale", Map.of("process", "worker", "instances", 2));
            stage.awaitServing(app, 3);
            assertThat(stage.living(app))
                    .extracting(instance -> instance.get("process").asString() + "/"
                            + instance.get("index").asInt())
                    .containsExactly("web/0", "worker/0", "worker/1");
            await("what the workers wrote")
                    .atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.api
                                    .get("/apps/" + app + "/logs?q=process:worker%20stream:stdout")
                                    .get("lines"))
                            .hasSize(2)
                            .allMatch(line -> line.get("m").asString().equals("the worker works without a port")));

            stage.process(app, "worker", null);
            stage.awaitDeployed(app);
            stage.awaitServing(app, 1);
            assertThat(visitor.failures()).isEmpty();
        }
    }

    @Test
    void twentyInstancesComeQuickly() {
        var app = stage.runningSample(1);
        long click = System.nanoTime();

        stage.scale(app, 20);
        stage.awaitServing(app, 20);

        Measured.say("1 to 20 instances", click);
        stage.scale(app, 1);
        stage.awaitServing(app, 1);
    }

    @Test
    void stopsAndStarts() throws Exception {
        var app = stage.runningSample(2);

        stage.act(app, "stop");
        await("no instance")
                .atMost(Stage.PATIENCE)
                .until(() -> stage.living(app).isEmpty());
        assertThat(stage.engine.running(stage.idOf(app))).isEmpty();
        assertThat(stage.visitor(app).get("/health").statusCode()).isIn(404, 503);

        stage.act(app, "start");
        stage.awaitServing(app, 2);
        assertThat(stage.visitor(app).get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void aRestartReplacesEveryInstanceAndLosesNoRequest() {
        var app = stage.runningSample(2);
        var before = ids(app);

        try (var visitor = stage.visitor(app).visitSteadily("/health")) {
            stage.act(app, "restart");
            stage.awaitDeployed(app);
            await("other instances")
                    .atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(ids(app)).hasSize(2).doesNotContainAnyElementsOf(before));
            assertThat(visitor.failures()).isEmpty();
            assertThat(visitor.answered()).isPositive();
        }
        assertThat(stage.api.app(app).get("release").get("number").asInt()).isEqualTo(1);
    }

    @Test
    void deletingLeavesNothingOfTheAppAndTouchesNothingElse() throws Exception {
        var stranger = stage.engine.stranger();
        var app = stage.runningSample(2);
        var id = stage.idOf(app);
        var instances = ids(app);
        stage.visitor(app).get("/log?n=10");
        await("a stored line").until(() -> filesNamed(id) > 0);

        stage.api.send("DELETE", "/apps/" + app + "?confirm=" + app, Map.of());

        await("the app to be unknown")
                .atMost(Stage.PATIENCE)
                .until(() -> stage.api.attempt("GET", "/apps/" + app, null).statusCode() == 404);
        await("no container of it")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stage.engine.leftOf(instances)).isEmpty());
        await("no route of it").until(() -> stage.visitor(app).get("/health").statusCode() == 404);
        await("no log or metric of it").atMost(Duration.ofSeconds(20)).until(() -> filesNamed(id) == 0);
        assertThat(stage.engine.isRunning(stranger)).isTrue();
        stage.api.createSample(app, 1);
        stage.awaitDeployed(app);
    }

    private static long filesNamed(String appId) throws IOException {
        try (var files = Files.walk(stage.platform.data().resolve("server"))) {
            return files.filter(file -> file.toString().contains(appId)).count();
        }
    }

    private static List<Integer> indexes(String app) {
        return stage.living(app).stream()
                .map(instance -> instance.get("index").asInt())
                .sorted()
                .toList();
    }

    private static List<String> ids(String app) {
        return stage.living(app).stream()
                .map(instance -> instance.get("id").asString())
                .toList();
    }
}
