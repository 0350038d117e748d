package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is measured on a whole platform: an app's charts in a real browser, and the number of instances that follows its load. */
@Tag("docker")
class MetricsE2E {

    @AutoClose
    private static Stage stage;

    @AutoClose
    private static Browser browser;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        browser = Browser.at(stage.platform.consoleUrl()).signIn(ApiClient.USERNAME, ApiClient.PASSWORD);
    }

    @Test
    void showsTrafficMemoryAndTheReleaseOfAnAppSoonAfterItsStart() throws Exception {
        var app = stage.runningSample(1);
        var visitor = stage.visitor(app);
        for (int i = 0; i < 30; i++) {
            visitor.get(i % 3 == 0 ? "/nothing-here" : "/");
        }

        browser.open("/orgs/default/spaces/default/apps/" + app + "/metrics");

        awaitLegend("Requests by class", "(?s).*2xx\\s.*[1-9].*4xx\\s.*[1-9].*");
        awaitLegend("Latency", "(?s).*p95\\s+[1-9].*");
        // Use is told of whole steps only, so it comes one step after the first request.
        awaitLegend("Memory", "(?s).*Limit\\s+256 MB.*");
        assertThat(browser.run("return document.querySelector('x-chart').marks[0].text"))
                .isEqualTo("v1");
    }

    @Test
    void anAppFollowsItsLoadUpAndDownAndSaysWhy() {
        var app = stage.runningSample(1);
        var autoscale = "/apps/" + app + "/processes/web/autoscale";
        var policy = Map.of(
                "minimum",
                1,
                "maximum",
                2,
                "rules",
                List.of(Map.of("signal", "requests", "target", 20)),
                "coolDownUpSeconds",
                0,
                "coolDownDownSeconds",
                0);
        long began = System.nanoTime();
        try (var visitor = stage.visitor(app).visitSteadily("/health")) {
            stage.api.send("PUT", autoscale, policy);
            stage.awaitServing(app, 2);
            assertThat(visitor.failures()).isEmpty();
        }
        stage.awaitServing(app, 1);
        Measured.say("autoscaled up and down", began);

        var moves = stage.api.list(autoscale + "/history");
        assertThat(moves).hasSize(2).allMatch(move -> move.get("by").asString().equals("autoscaler"));
        assertThat(moves.getLast().get("reason").asString())
                .matches("Requests \\d+/s, target 20/s, asks for \\d+; .*maximum is 2");
        assertThat(moves.getFirst().get("reason").asString())
                .matches("Requests [\\d.]+/s, target 20/s, asks for [01].*");
        assertThat(stage.api
                        .attempt("PUT", "/apps/" + app + "/scale", Map.of("instances", 3))
                        .statusCode())
                .isEqualTo(409);
    }

    private static void awaitLegend(String heading, String pattern) {
        browser.until(
                pattern + " in the chart " + heading, () -> legend(heading).matches(pattern) ? true : null);
    }

    /** The legend of a chart as text, empty until it is there. */
    private static String legend(String heading) {
        return browser.run(
                        "return document.querySelector(`x-chart[heading='${arguments[0]}']`)"
                                + "?.shadowRoot.querySelector('tbody')?.innerText ?? ''",
                        heading)
                .toString();
    }
}
