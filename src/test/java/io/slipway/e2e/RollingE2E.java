package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new release replaces the one before it while people use the app, and none of them notices. */
@Tag("docker")
class RollingE2E {

    /** A canary that only people promote. */
    private static final Map<String, ?> QUARTER =
            Map.of("type", "canary", "steps", List.of(Map.of("percent", 25), Map.of("percent", 100)));

    /** Takes each request whole and answers that it went wrong. */
    private static final String ANSWERS_500 = """
            exec nc -ll -p "${PORT:-8080}" -e /bin/sh -c '
              cr=$(printf "\\r")
              while read -r line && [ "$line" != "$cr" ]; do :; done
              printf "HTTP/1.1 500 Broken\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n"'
            """;

    @AutoClose
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = Stage.open();
    }

    @Test
    void anAppliedEnvironmentReachesTheAppUnderLoadAndCanBeTakenBack() throws Exception {
        var app = stage.runningSample(3);
        stage.stage(app, Map.of("GREETING_FROM_TEST", "hello"));
        assertThat(stage.api.app(app).get("staged").asBoolean()).isTrue();
        assertThat(stage.visitor(app).get("/").body()).doesNotContain("GREETING_FROM_TEST");

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("POST", "/apps/" + app + "/environment/actions/apply", Map.of());
            stage.awaitDeployed(app);
            stage.awaitServing(app, 3);
            visitors.assertNoFailure();
        }
        var release = stage.api.app(app).get("release");
        assertThat(release.get("number").asInt()).isEqualTo(2);
        assertThat(release.get("changes").toString()).contains("+1 variable");
        assertThat(release.get("environmentKeys").toString()).contains("GREETING_FROM_TEST");
        assertThat(stage.api.app(app).get("staged").asBoolean()).isFalse();
        assertThat(stage.visitor(app).get("/").body()).contains("GREETING_FROM_TEST");

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("POST", "/apps/" + app + "/releases/1/actions/roll-back", Map.of());
            stage.awaitDeployed(app);
            stage.awaitServing(app, 3);
            visitors.assertNoFailure();
        }
        assertThat(stage.api.app(app).get("release").get("number").asInt()).isEqualTo(3);
        assertThat(stage.visitor(app).get("/").body()).doesNotContain("GREETING_FROM_TEST");
    }

    @Test
    void anImageThatExitsAtOnceIsRolledBackWhileTheOldReleaseServes() throws Exception {
        var app = stage.runningSample(3);
        var broken = stage.engine.imageThatRuns("exits", "/bin/sh", "-c", "echo no licence found; exit 7");

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("PUT", "/apps/" + app + "/image", Map.of("image", broken));
            var ended = stage.awaitEndOfDeployment(app);
            assertThat(Stage.state(ended)).isEqualTo("ROLLED_BACK");
            assertThat(ended.get("cause").asString())
                    .contains("exited with code 7")
                    .contains("no licence found");
            stage.awaitServing(app, 3);
            visitors.assertNoFailure();
        }
        assertThat(stage.living(app))
                .allMatch(instance -> instance.get("release").asInt() == 1);
    }

    @Test
    void aReleaseThatNeverListensIsRolledBackAndSaysSo() throws Exception {
        var app = stage.runningSample(2);

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send(
                    "PUT",
                    "/apps/" + app + "/settings",
                    Map.of(
                            "command", List.of("/bin/sleep", "600"),
                            "healthCheck", Map.of("type", "port", "startTimeoutSeconds", 2)));
            var ended = stage.awaitEndOfDeployment(app);
            assertThat(Stage.state(ended)).isEqualTo("ROLLED_BACK");
            assertThat(ended.get("cause").asString()).contains("8080").containsIgnoringCase("listen");
            stage.awaitServing(app, 2);
            visitors.assertNoFailure();
        }
    }

    @Test
    void aCanaryGetsItsShareOfTheRequestsAndIsAbortedWithoutLosingOne() throws Exception {
        var app = stage.runningSample(3);
        var before = idsOf(app);
        stage.stage(app, Map.of("CANARY_FROM_TEST", "yes"));

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("POST", "/apps/" + app + "/environment/actions/apply", Map.of("strategy", QUARTER));
            awaitShare(app, 25);
            visitors.assertNoFailure();
        }
        assertThat(idsOf(app)).containsAll(before).hasSize(4);
        // Nobody else takes turns meanwhile, so that luck has no part in it.
        assertThat(percentOfCanary(app, 100)).isBetween(20.0, 30.0);
        stage.scale(app, 5);
        stage.awaitServing(app, 7);
        assertThat(percentOfCanary(app, 100)).isBetween(20.0, 30.0);

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("POST", "/apps/" + app + "/deployments/present/actions/abort", Map.of());
            stage.awaitServing(app, 5);
            visitors.assertNoFailure();
        }
        assertThat(stage.visitor(app).get("/").body()).doesNotContain("CANARY_FROM_TEST");
        assertThat(idsOf(app)).containsAll(before);
        var aborted = stage.deployments(app).getFirst();
        assertThat(Stage.state(aborted)).isEqualTo("CANCELLED");
        assertThat(aborted.get("cause").asString()).isEqualTo("Aborted by mia at 25 % of the requests.");
    }

    @Test
    void aPromotedCanaryTakesOverWithoutLosingARequest() throws Exception {
        var app = stage.runningSample(1);
        stage.stage(app, Map.of("CANARY_FROM_TEST", "yes"));

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send("POST", "/apps/" + app + "/environment/actions/apply", Map.of("strategy", QUARTER));
            awaitShare(app, 25);
            promote(app, 0);
            awaitShare(app, 100);
            // What is stored reaches the routers a moment later.
            Awaitility.await("the routers to know").until(() -> percentOfCanary(app, 20) == 100);
            promote(app, 1);
            stage.awaitDeployed(app);
            stage.awaitServing(app, 1);
            visitors.assertNoFailure();
        }
    }

    @Test
    void aCanaryThatAnswersWithErrorsIsTakenBackByItself() throws Exception {
        var app = stage.runningSample(2);

        try (var visitors = Visitors.of(stage, app)) {
            stage.api.send(
                    "PUT",
                    "/apps/" + app + "/settings",
                    Map.of("command", List.of("/bin/sh", "-c", ANSWERS_500), "strategy", QUARTER));
            awaitShare(app, 25);
            long since = System.nanoTime();
            var ended = stage.awaitEndOfDeployment(app);
            System.out.println("measured: taken back after " + (System.nanoTime() - since) / 1_000_000 + " ms");
            assertThat(Stage.state(ended)).isEqualTo("ROLLED_BACK");
            assertThat(ended.get("cause").asString()).contains("at 25 %", "5xx 100.0 % of", "limit 5 %");

            int failed = visitors.failures().size();
            int answered = visitors.answered();
            assertThat(visitors.failures()).isNotEmpty().allMatch(failure -> failure.startsWith("500"));
            stage.awaitServing(app, 2);
            Awaitility.await("more requests").until(() -> visitors.answered() > answered + 200);
            assertThat(visitors.failures()).as("nothing fails after the end").hasSize(failed);
        }
    }

    private List<String> idsOf(String app) {
        return stage.living(app).stream()
                .map(instance -> instance.get("id").asString())
                .toList();
    }

    private void promote(String app, int step) {
        stage.api.send("POST", "/apps/" + app + "/deployments/present/actions/promote", Map.of("step", step));
    }

    private void awaitShare(String app, int percent) {
        Awaitility.await("a share of " + percent + " %")
                .atMost(Stage.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> stage.api
                                .get("/apps/" + app + "/deployments/present")
                                .get("deployment")
                                .get("pace")
                                .get("share")
                                .asInt()
                        == percent);
    }

    private double percentOfCanary(String app, int requests) throws Exception {
        var visitor = stage.visitor(app);
        int ofCanary = 0;
        for (int i = 0; i < requests; i++) {
            if (visitor.get("/").body().contains("CANARY_FROM_TEST")) {
                ofCanary++;
            }
        }
        double percent = 100.0 * ofCanary / requests;
        System.out.println("measured: the canary got " + percent + " % of " + requests + " requests");
        return percent;
    }
}
