package io.slipway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slipway's REST API as somebody with a token uses it. */
final class PlatformApi implements AutoCloseable {

    private static final String SPACE = "/api/v1/orgs/default/spaces/default/apps";
    private static final int FAILURES_FROM = 300;
    private static final int TOO_MANY = 429;
    private static final Duration BREATH = Duration.ofMillis(250);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    private PlatformApi(String base, String token) {
        this.base = base;
        this.token = token;
    }

    static PlatformApi setUp(int port, String setupToken) throws IOException, InterruptedException {
        var base = "http://127.0.0.1:" + port;
        try (var anonymous = new PlatformApi(base, "")) {
            var answer = anonymous.call("POST", "/api/v1/setup", """
                    {"token":"%s","username":"bench","password":"only for this measurement"}""".formatted(setupToken));
            return new PlatformApi(base, answer.path("token").asString());
        }
    }

    void createSample(String name) throws IOException, InterruptedException {
        call("POST", SPACE, "{\"name\":\"%s\",\"image\":\"slipway/sample\",\"instances\":1}".formatted(name));
    }

    /** An app of the sample's image that a simulated host can say it runs. */
    void createLarge(String name, int instances) throws IOException, InterruptedException {
        call(
                "POST",
                SPACE,
                "{\"name\":\"%s\",\"image\":\"slipway/sample\",\"memoryMib\":64,\"instances\":%d}"
                        .formatted(name, instances));
    }

    /** A token with which one host can join. */
    String joinToken(String host) throws IOException, InterruptedException {
        return call("POST", "/api/v1/hosts/join-tokens", "{\"name\":\"%s\"}".formatted(host))
                .path("token")
                .asString();
    }

    /** How many hosts are in a state. */
    int hosts(String state) throws IOException, InterruptedException {
        return (int) StreamSupport.stream(list("/api/v1/hosts").spliterator(), false)
                .filter(host -> state.equals(host.path("state").asString()))
                .count();
    }

    /** How many hosts are ready, without trouble, and have so many sandboxes warm. */
    int wellHosts(int warm) throws IOException, InterruptedException {
        return (int) StreamSupport.stream(list("/api/v1/hosts").spliterator(), false)
                .filter(host -> "READY".equals(host.path("state").asString()))
                .filter(host -> host.path("problem").asString("").isEmpty())
                .filter(host -> host.path("warmSandboxes").asInt() >= warm)
                .count();
    }

    /** Keeps new instances off a host, or lets them on again. */
    void cordon(String host, boolean cordoned) throws IOException, InterruptedException {
        call("PUT", "/api/v1/hosts/" + host + "/cordon", "{\"cordoned\":" + cordoned + "}");
    }

    void scale(String name, int instances) throws IOException, InterruptedException {
        call("PUT", SPACE + "/" + name + "/scale", "{\"instances\":" + instances + "}");
    }

    void delete(String name) throws IOException, InterruptedException {
        call("DELETE", SPACE + "/" + name + "?confirm=" + name, "");
    }

    /** Instances that take traffic. */
    int routable(String name) throws IOException, InterruptedException {
        return (int) instances(name).stream()
                .filter(instance -> instance.path("routable").asBoolean())
                .count();
    }

    /** The live stream of an app's log lines. */
    InputStream logStream(String name) throws IOException, InterruptedException {
        var request = request("GET", SPACE + "/" + name + "/logs", "").header("Accept", "text/event-stream");
        return http.send(request.build(), BodyHandlers.ofInputStream()).body();
    }

    /** Reads a page of the console or the API, whatever it answers. */
    int status(String path) throws IOException, InterruptedException {
        return http.send(request("GET", path, "").build(), BodyHandlers.discarding())
                .statusCode();
    }

    private List<JsonNode> instances(String name) throws IOException, InterruptedException {
        return StreamSupport.stream(list(SPACE + "/" + name + "/instances").spliterator(), false)
                .toList();
    }

    private JsonNode list(String path) throws IOException, InterruptedException {
        var answer = call("GET", path, "");
        return answer.isArray() ? answer : answer.path("items");
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(method, path, body).build(), BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY) {
            // A token has 600 requests a minute; whoever needs more waits, as any caller does.
            Thread.sleep(BREATH);
            answer = http.send(request(method, path, body).build(), BodyHandlers.ofString());
        }
        if (answer.statusCode() >= FAILURES_FROM) {
            throw new IOException(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, publisher);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.close();
    }
}
