package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The server is killed at bad moments; apps do not notice, and nothing is lost. */
@Tag("docker")
class ServerDeathE2E {

    private static final int LINES = 200;

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @AfterEach
    void bringTheServerBack() {
        if (!stage.platform.server().isAlive()) {
            restart();
        }
    }

    @Test
    void appsServeAndTheirLogsAreKeptWhileTheServerIsAway() throws Exception {
        var app = stage.runningSample(2);
        var before = stage.engine.startTimes(stage.idOf(app));
        stage.visitor(app).get("/log?n=" + LINES);
        awaitBursts(app, 1);

        try (var visitors = Visitors.of(stage, app)) {
            stage.visitor(app).get("/log?n=" + LINES);
            stage.platform.server().kill();
            stage.visitor(app).get("/log?n=" + LINES);
            int served = visitors.answered();
            await("people to go on").until(() -> visitors.answered() > served + 100);
            long start = System.nanoTime();
            restart();
            Measured.say("server start to ready", start);
            stage.visitor(app).get("/log?n=" + LINES);
            awaitBursts(app, 4);
            visitors.assertNoFailure();
        }

        assertThat(numbersOf(app)).containsExactlyElementsOf(times(4));
        assertThat(stage.engine.startTimes(stage.idOf(app))).isEqualTo(before);
        stage.awaitServing(app, 2);
    }

    /** Points of a roll that can be seen from outside; those in between are the crash simulation's. */
    enum Moment {
        ORDERED(instance -> true),
        NEW_ONE_STARTS(instance -> release(instance) == 2),
        NEW_ONE_SERVES(
                instance -> release(instance) == 2 && instance.get("routable").asBoolean()),
        OLD_ONE_DRAINS(
                instance -> release(instance) == 1 && !instance.get("routable").asBoolean());

        private final Predicate<JsonNode> seen;

        Moment(Predicate<JsonNode> seen) {
            this.seen = seen;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRollThatTheServerDiedInGoesOnByItself(Moment moment) throws Exception {
        var app = stage.runningSample(3);
        stage.stage(app, Map.of("ROLLED", "yes"));

        try (var visitors = Visitors.of(stage, app);
                var slow = stage.visitor(app).visitSteadily("/slow?ms=1000")) {
            stage.api.send("POST", "/apps/" + app + "/environment/actions/apply", Map.of());
            await("the roll to be under way")
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.living(app).stream().anyMatch(moment.seen));
            stage.platform.server().kill();
            restart();
            stage.awaitDeployed(app);
            stage.awaitServing(app, 3);
            visitors.assertNoFailure();
            assertThat(slow.failures()).isEmpty();
        }
        assertThat(stage.living(app)).allMatch(instance -> release(instance) == 2);
        await("exactly three containers")
                .untilAsserted(
                        () -> assertThat(stage.engine.running(stage.idOf(app))).hasSize(3));
    }

    private static int release(JsonNode instance) {
        return instance.get("release").asInt();
    }

    @Test
    void aContainerThatDiesMeanwhileIsStartedAgainByItsAgentAndCounted() {
        var app = stage.runningSample(1);
        var id = stage.idOf(app);
        var instance = stage.living(app).getFirst().get("id").asString();
        var before = stage.engine.startTimes(id);
        stage.platform.server().kill();

        stage.engine.killOne(id);
        await("another container")
                .atMost(Stage.PATIENCE)
                .untilAsserted(
                        () -> assertThat(stage.engine.startTimes(id)).hasSize(1).isNotEqualTo(before));
        stage.awaitAnswer(app);
        var meanwhile = stage.engine.startTimes(id);
        restart();

        stage.awaitInstance(
                app,
                "a counted restart",
                row -> row.get("id").asString().equals(instance)
                        && row.get("restarts").asInt() == 1);
        stage.awaitServing(app, 1);
        assertThat(stage.engine.startTimes(id)).isEqualTo(meanwhile);
    }

    private static void restart() {
        stage.platform.server().start();
        stage.platform.awaitReady();
    }

    /** Waits until the last line of so many bursts is stored. */
    private static void awaitBursts(String app, int bursts) {
        await(bursts + " bursts of lines")
                .atMost(Stage.PATIENCE)
                .until(() -> numbersOf(app).stream()
                                .filter(number -> number == LINES)
                                .count()
                        >= bursts);
    }

    /** The numbers that the stored lines bear, in ascending order. */
    private static List<Integer> numbersOf(String app) {
        var page = stage.api.get("/apps/" + app + "/logs?limit=5000&q=" + "%22of%20" + LINES + "%22");
        assertThat(page.get("lost").asLong()).isZero();
        return page.get("lines")
                .valueStream()
                .map(line -> line.get("m").asString())
                .filter(text -> text.contains(" of " + LINES + ":"))
                .map(text -> Integer.parseInt(text.replaceFirst(".*line (\\d+) of .*", "$1")))
                .sorted()
                .toList();
    }

    private static List<Integer> times(int bursts) {
        return IntStream.rangeClosed(1, LINES)
                .flatMap(number -> IntStream.generate(() -> number).limit(bursts))
                .boxed()
                .toList();
    }
}
