package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks Slipway's REST API as one account. */
final class ApiClient {

    static final String USERNAME = "mia";
    static final String PASSWORD = "correct horse battery";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final String space;

    private ApiClient(String base, String token, String organization, String space) {
        this.base = base;
        this.token = token;
        this.space = "/api/v1/orgs/" + organization + "/spaces/" + space;
    }

    /** The same account in another space. */
    ApiClient in(String organization, String name) {
        return new ApiClient(base, token, organization, name);
    }

    static ApiClient setUp(String base, String setupToken) {
        var anonymous = new ApiClient(base, "", "default", "default");
        var body = Map.of("token", setupToken, "username", USERNAME, "password", PASSWORD);
        var answer = anonymous.call("POST", "/api/v1/setup", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new ApiClient(base, JSON.readTree(answer.body()).get("token").asString(), "default", "default");
    }

    /** Creates the sample app and starts it. */
    JsonNode createSample(String name, int instances) {
        return created(Map.of("name", name, "image", "slipway/sample", "instances", instances));
    }

    JsonNode created(Map<String, ?> app) {
        var answer = call("POST", space + "/apps", app);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    JsonNode app(String name) {
        return get("/apps/" + name);
    }

    /** Living and gone instances. */
    List<JsonNode> instances(String app) {
        return list("/apps/" + app + "/instances");
    }

    /** Instances that take traffic. */
    List<JsonNode> routable(String app) {
        return instances(app).stream()
                .filter(instance -> instance.get("routable").asBoolean())
                .toList();
    }

    /** Adds a TCP route to the web process of an app and answers its port. */
    int tcpRoute(String app) {
        return send("POST", "/apps/" + app + "/tcp-routes", Map.of())
                .get("port")
                .asInt();
    }

    /** What is told to a collector of metrics. */
    String metrics() {
        var answer = call("GET", "/actuator/prometheus", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** A token with which a host of this name may join, once. */
    String joinToken(String host) {
        var answer = call("POST", "/api/v1/hosts/join-tokens", Map.of("name", host));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("token").asString();
    }

    /** Keeps new instances off a host, or lets them on again. */
    void cordon(String host, boolean cordoned) {
        var answer = call("PUT", "/api/v1/hosts/" + host + "/cordon", Map.of("cordoned", cordoned));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** What draining a host means now, or how far it is. */
    JsonNode drain(String host) {
        return ofHost("GET", host, "drain", null);
    }

    /** Begins to move everything off a host. */
    JsonNode startDrain(String host) {
        return ofHost("PUT", host, "drain", Map.of("paused", false));
    }

    /** Lets instances on a host again. */
    void endDrain(String host) {
        ofHost("DELETE", host, "drain?uncordon=true", null);
    }

    /** Says this of a host, and nothing else. */
    void label(String host, Map<String, String> labels) {
        var answer = call("PATCH", "/api/v1/hosts/" + host, Map.of("labels", labels));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** What a rebalance would move now, or how far the one under way is. */
    JsonNode rebalance() {
        var answer = call("GET", "/api/v1/rebalance", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Begins the plan of this fingerprint. */
    void startRebalance(String plan) {
        var answer = call("PUT", "/api/v1/rebalance", Map.of("paused", false, "plan", plan));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private JsonNode ofHost(String method, String host, String path, @Nullable Object body) {
        var answer = call(method, "/api/v1/hosts/" + host + "/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** The hosts, as an administrator sees them. */
    List<JsonNode> hosts() {
        var answer = call("GET", "/api/v1/hosts", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).valueStream().toList();
    }

    /** How the brake stands that holds when most hosts fall silent at once. */
    JsonNode brake() {
        return JSON.readTree(call("GET", "/api/v1/brake", null).body());
    }

    /** Lets go of every host that the brake holds; answers the status. */
    int releaseBrake() {
        return call("POST", "/api/v1/brake/actions/release", Map.of()).statusCode();
    }

    /** Removes a host; answers the status. */
    int removeHost(String host, boolean force) {
        return call("DELETE", "/api/v1/hosts/" + host + "?force=" + force, null).statusCode();
    }

    JsonNode get(String path) {
        var answer = call("GET", space + path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    List<JsonNode> list(String path) {
        var node = get(path);
        var items = node.isArray() ? node : node.get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** Sends a request to a path of the space and expects success. */
    JsonNode send(String method, String path, Object body) {
        var answer = call(method, space + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** Sends a request to a path of the space and answers whatever comes. */
    HttpResponse<String> attempt(String method, String path, Object body) {
        return call(method, space + path, body);
    }

    private HttpResponse<String> call(String method, String path, @Nullable Object body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, publisher)
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
