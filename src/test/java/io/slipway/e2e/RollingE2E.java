package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new release replaces the one before it while people use the app, and none of them notices. */
@Tag("docker")
class RollingE2E {

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
}
