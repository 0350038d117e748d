package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Apps that cannot run and requests that cannot be meant: each gets a sentence, and nothing stays that cannot be deleted. */
@Tag("docker")
class BadInputE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CANARY = "canary-5d1f-must-not-leak";
    private static final int START_SECONDS = 5;

    private static Platform platform;
    private static ApiClient mia;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        platform = Platform.start();
        mia = platform.setUp();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static Stream<Arguments> appsThatCannotRun() {
        return Stream.of(
                Arguments.of("exits", List.of("/bin/busybox", "sh", "-c", "echo no config; exit 3"), "port", "code 3"),
                Arguments.of("missing", List.of("/no/such/program"), "port", "no program /no/such/program"),
                Arguments.of("elsewhere", server("9999"), "port", "listens on port 9999, not on 8080"),
                Arguments.of("loopback", server("127.0.0.1:8080"), "port", "127.0.0.1 only"),
                Arguments.of("mute", List.of("/bin/busybox", "sleep", "1000"), "port", "Nothing listens on port 8080"),
                Arguments.of("unwell", server("8080"), "http", "health check did not pass"),
                Arguments.of("hungry", List.of("/bin/busybox", "tail", "/dev/zero"), "port", "more memory"));
    }

    @ParameterizedTest
    @MethodSource("appsThatCannotRun")
    void saysWhyAnAppDoesNotRunAndDeletesIt(String name, List<String> command, String check, String cause) {
        mia.created(Map.of(
                "name",
                name,
                "image",
                "slipway/sample",
                "command",
                command,
                "memoryMib",
                32,
                "environment",
                Map.of("SECRET", CANARY),
                "healthCheck",
                Map.of("type", check, "path", "/missing", "startTimeoutSeconds", START_SECONDS)));

        await("a failed deployment of " + name).atMost(PATIENCE).untilAsserted(() -> {
            var deployment = mia.list("/apps/" + name + "/deployments").getFirst();
            assertThat(deployment.get("state").asString()).isEqualTo("FAILED");
            assertThat(deployment.get("cause").asString()).contains(cause).endsWith("deploy again.");
        });
        mia.send("DELETE", "/apps/" + name + "?confirm=" + name, null);
        await("the end of " + name)
                .atMost(PATIENCE)
                .until(() -> mia.attempt("GET", "/apps/" + name, null).statusCode() == 404);
    }

    static Stream<Arguments> wrongInput() {
        return Stream.of(
                Arguments.of(Map.of("name", "Shop", "image", "slipway/sample"), 422, "invalid-name", "name"),
                Arguments.of(Map.of("name", "api", "image", "slipway/sample"), 422, "reserved-name", "name"),
                Arguments.of(Map.of("name", "shop", "image", "nginx;id"), 422, "invalid-image-reference", "image"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "privileged", true),
                        422,
                        "unknown-field",
                        "privileged"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "port", 70_000), 422, "invalid-port", "port"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "instances", -1),
                        422,
                        "invalid-instances",
                        "instances"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "environment", Map.of("A", "a\0b")),
                        422,
                        "invalid-value",
                        "environment.A"),
                Arguments.of(
                        Map.of(
                                "name", "shop",
                                "image", "slipway/sample",
                                "environment", Map.of("A", CANARY.repeat(4_000))),
                        422,
                        "invalid-environment",
                        "environment.A"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "memoryMib", 1),
                        422,
                        "invalid-size",
                        "memoryMib"),
                Arguments.of(
                        Map.of("name", "shop", "image", "slipway/sample", "routeHost", "www.example.com"),
                        422,
                        "domain-not-allowed",
                        "host"));
    }

    @ParameterizedTest
    @MethodSource("wrongInput")
    void namesTheFieldAtFaultAndMakesNothing(Map<String, ?> body, int status, String code, String field) {
        var answer = mia.attempt("POST", "/apps", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"/problems/" + code + "\"", "\"field\":\"" + field + "\"")
                .doesNotContain(CANARY);
        assertThat(mia.attempt("GET", "/apps/shop", null).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsAnImageThatNoRegistryGives() {
        var answer = mia.attempt("POST", "/apps", Map.of("name", "absent", "image", "127.0.0.1:9/team/absent:1"));

        assertThat(answer.statusCode()).as(answer.body()).isIn(422, 503);
        assertThat(answer.body()).contains("127.0.0.1:9");
        assertThat(mia.attempt("GET", "/apps/absent", null).statusCode()).isEqualTo(404);
    }

    @Test
    void answersStrangersPlainly() throws Exception {
        assertThat(get("/problems/no-host").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/me;x=1").body()).contains("/problems/bad-request");
        assertThat(get("/console/stream/logs/x").statusCode()).isEqualTo(403);
        var page = get("/login");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .containsPattern("script-src 'self' 'unsafe-eval' 'nonce-[A-Za-z0-9+/]{24}';");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void keepsSecretsOutOfEveryFileAndFilesToTheOwner() throws Exception {
        mia.created(Map.of("name", "keeper", "image", "slipway/sample", "environment", Map.of("SECRET", CANARY)));
        await("a running keeper")
                .atMost(PATIENCE)
                .until(() -> mia.routable("keeper").size() == 1);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(platform.data().resolve("server"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(platform.data().resolve("agent"))))
                .isEqualTo("rwx------");
        try (var files = Files.walk(platform.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(content.contains(CANARY)).as(file.toString()).isFalse();
            }
        }
        mia.send("DELETE", "/apps/keeper?confirm=keeper", null);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.consoleUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static List<String> server(String port) {
        return List.of("/bin/busybox", "httpd", "-f", "-p", port, "-h", "/");
    }
}
