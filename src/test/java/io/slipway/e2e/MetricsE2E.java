package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at an app's charts in a real browser, on a whole platform. */
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
