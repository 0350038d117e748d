package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.protocol.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample app, run as an instance runs it. */
@Tag("docker")
class SampleAppIT {

    private static final Probe HTTP =
            Probe.newBuilder().setType(Probe.Type.HTTP).setPath("/health").build();

    private DockerLab lab;
    private String app;

    @BeforeEach
    void start() throws IOException {
        lab = new DockerLab(35);
        var labels = Map.of(ContainerLabels.CLUSTER, lab.cluster, ContainerLabels.ROLE, ContainerLabels.APP);
        var sandbox = lab.sandbox("sandbox", 10, labels);
        app = lab.runtime.createAppContainer(new AppContainerSpec(
                lab.cluster + "-app",
                lab.images.sample().imageId(),
                sandbox,
                List.of(),
                Map.of(
                        "PORT", "8080",
                        "SLIPWAY_APP", "<b>shop</b> & co",
                        "SLIPWAY_RELEASE", "42",
                        "CF_INSTANCE_INDEX", "3",
                        "SECRET_KEY", "hidden-value"),
                64L << 20,
                1000,
                labels,
                Map.of()));
        lab.runtime.start(app);
        await("the sample answers").until(() -> HealthProbe.overNetwork().holds(HTTP, lab.address(10), 8080));
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }

    @Test
    void thePageShowsNameInstanceReleaseAndKeysButNoValue() throws Exception {
        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("&lt;b&gt;shop&lt;/b&gt; &amp; co is running", ">3</dd>", ">v42</dd>", "<li>SECRET_KEY</li>")
                .doesNotContain("<b>shop", "hidden-value")
                .endsWith("</html>\n");
        assertThat(get("/hello.txt").body()).hasSize(1024);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void logLinesGoToTheContainersOutput() throws Exception {
        get("/log?n=4");

        assertThat(lab.runtime.lastLines(app, 20))
                .contains("WARN line 2 of 4: slower than usual", "ERROR could not finish the order after 4 lines")
                .anyMatch(line -> line.startsWith("java.lang.IllegalStateException"));
    }

    @Test
    void aCrashEndsWithThree() throws Exception {
        get("/crash");

        await("the app has ended")
                .until(() -> !lab.runtime.inspect(app).orElseThrow().running());
        assertThat(lab.runtime.inspect(app).orElseThrow().exitCode()).isEqualTo(3);
    }

    @Test
    void termEndsItWithZeroLongBeforeTheGraceIsOver() {
        lab.runtime.stop(app, Duration.ofSeconds(30));

        var ended = lab.runtime.inspect(app).orElseThrow();
        assertThat(ended.exitCode()).isZero();
        assertThat(Duration.between(ended.startedAt(), java.time.Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void slowAnswersTakeTheirTimeAndBusyOnesEnd() throws Exception {
        assertThat(get("/slow?ms=50").body()).isEqualTo("Waited 50 ms.\n");
        assertThat(get("/burn?seconds=1").body()).isEqualTo("Used a core for 1 s.\n");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://" + lab.address(10) + ":8080" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
