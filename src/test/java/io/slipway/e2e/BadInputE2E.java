package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that cannot run and requests that cannot be meant: each gets a sentence, and nothing stays that cannot be deleted. */
@Tag("docker")
class BadInputE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CANARY = "canary-5d1f-must-not-leak-";
    private static final String STAGED = "canary-77ab-is-only-saved-";
    private static final int START_SECONDS = 5;

    @AutoClose
    private static Platform platform;

    private static ApiClient mia;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        platform = Platform.start();
        mia = platform.setUp();
        http = HttpClient.newHttpClient();
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
    void aSecretIsNowhereButInItsContainersEnvironment() throws Exception {
        mia.created(Map.of("name", "keeper", "image", "slipway/sample", "environment", Map.of("SECRET", CANARY)));
        await("a running keeper")
                .atMost(PATIENCE)
                .until(() -> mia.routable("keeper").size() == 1);
        long version = mia.get("/apps/keeper/environment").get("version").asLong();
        mia.send("PATCH", "/apps/keeper/environment", Map.of("set", Map.of("NEXT", STAGED), "version", version));

        assertNoSecret(
                "answers to strangers",
                get("/api/v1/orgs/default/spaces/default/apps/keeper").body());
        assertNoSecret(
                "answers to strangers",
                get("/api/v1/orgs/default/spaces/default/apps/keeper/environment")
                        .body());
        for (var path : List.of("", "/releases", "/deployments", "/events", "/instances", "/logs", "/routes")) {
            assertNoSecret(path, mia.attempt("GET", "/apps/keeper" + path, null).body());
        }
        assertNoSecret("the list of apps", mia.attempt("GET", "/apps", null).body());
        assertNoSecret("the metrics", mia.metrics());
        try (var engine = new Engine()) {
            var inspected = engine.inspectedWithoutEnvironment(
                    mia.app("keeper").get("id").asString());
            assertThat(inspected).hasSize(1);
            inspected.forEach(text -> assertNoSecret("what the engine tells", text));
        }
        assertNoSecretInFiles();
        mia.send("DELETE", "/apps/keeper?confirm=keeper", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G@T / HTTP/1.1\r\nHost: x",
                "GET / HTTP/9.9\r\nHost: x",
                "GET /\0 HTTP/1.1\r\nHost: x",
                "GET /%zz HTTP/1.1\r\nHost: x",
                "GET /a|b HTTP/1.1\r\nHost: x",
                "GET /..%2f HTTP/1.1\r\nHost: x",
                "GET /api/v1/me HTTP/1.1",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nHost: y",
                "GET /api/v1/me HTTP/1.1\r\nHost: a b",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nBad header: y",
                "POST /api/v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST /api/v1/me HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: sideways"
            })
    void answersWhatIsNotHttpWithAProblemAndNoPage(String head) throws Exception {
        var answer = raw(head + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 200");
        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContainIgnoringCase("tomcat");
        assertThat(answer).contains("\"type\":\"/problems/");
    }

    private static String raw(String request) throws IOException {
        var console = URI.create(platform.consoleUrl());
        try (var socket = new Socket(console.getHost(), console.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keepsFilesToTheirOwner() throws Exception {
        for (var folder : List.of("server", "agent")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(platform.data().resolve(folder))))
                    .isEqualTo("rwx------");
        }
    }

    /** The database, the logs of both processes, the apps' logs, the agent's memory: all that is ever written. */
    private static void assertNoSecretInFiles() throws IOException {
        try (var files = Files.walk(platform.data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readAllBytes(file);
                assertNoSecret(file.toString(), new String(bytes, StandardCharsets.ISO_8859_1));
                assertNoSecret(file + " as UTF-16", new String(bytes, StandardCharsets.UTF_16BE));
            }
        }
    }

    private static void assertNoSecret(String where, String text) {
        for (var secret : List.of(CANARY, STAGED)) {
            assertThat(text.contains(secret)).as("%s in %s", secret, where).isFalse();
            var encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(secret.substring(0, 24).getBytes(StandardCharsets.UTF_8));
            assertThat(text.contains(encoded))
                    .as("%s encoded in %s", secret, where)
                    .isFalse();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.consoleUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static List<String> server(String port) {
        return List.of("/bin/busybox", "httpd", "-f", "-p", port, "-h", "/");
    }
}
