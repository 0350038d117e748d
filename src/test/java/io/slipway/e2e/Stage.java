package io.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What every journey needs: a platform of its own, somebody who may do all, and a look at the engine. */
final class Stage implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A token may ask 600 times a minute; whoever waits long must not use that up. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final List<String> TERMINAL = List.of("STOPPED", "REJECTED", "FAILED", "LOST");

    final Platform platform;
    final ApiClient api;
    final Engine engine;

    private Stage(Platform platform, String engineAddress) {
        this.platform = platform;
        this.engine = new Engine(engineAddress);
        this.api = platform.setUp();
    }

    static Stage open() {
        return new Stage(Platform.start(), Engine.OF_THIS_MACHINE);
    }

    /** A stage whose agent uses an engine of the test's own. */
    static Stage on(OwnEngine engine) {
        return new Stage(Platform.startOn(engine.address()), engine.address());
    }

    /** A name that no other test uses. */
    static String freshName() {
        return "app-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A sample app that runs and answers; the answer is its name. */
    String runningSample(int instances) {
        var name = freshName();
        api.createSample(name, instances);
        awaitDeployed(name);
        awaitServing(name, instances);
        return name;
    }

    String idOf(String app) {
        return api.app(app).get("id").asString();
    }

    Visitor visitor(String app) {
        return new Visitor("127.0.0.1:" + platform.routerPort(), app + ".apps.localhost");
    }

    /** Waits for the end of the present deployment, which must be a good one. */
    void awaitDeployed(String app) {
        assertThat(awaitEndOfDeployment(app).get("state").asString())
                .as(() -> api.app(app).toPrettyString())
                .isEqualTo("SUCCEEDED");
    }

    JsonNode awaitEndOfDeployment(String app) {
        return await("the end of the deployment of " + app)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(
                        () -> deployments(app).getFirst(),
                        newest -> !state(newest).equals("RUNNING"));
    }

    List<JsonNode> deployments(String app) {
        return api.list("/apps/" + app + "/deployments");
    }

    /** Waits until exactly this many instances live and all of them take traffic. */
    void awaitServing(String app, int instances) {
        await(app + " to serve with " + instances)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .untilAsserted(() -> assertThat(living(app))
                        .hasSize(instances)
                        .allMatch(instance -> instance.get("routable").asBoolean()));
    }

    List<JsonNode> living(String app) {
        return api.instances(app).stream()
                .filter(instance -> !TERMINAL.contains(state(instance)))
                .toList();
    }

    /** Waits for an instance in the app's history that is as wanted. */
    JsonNode awaitInstance(String app, String what, Predicate<JsonNode> wanted) {
        return await(what)
                .atMost(PATIENCE)
                .until(() -> api.instances(app).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the app answers through the router. */
    void awaitAnswer(String app) {
        var visitor = visitor(app);
        await(app + " to answer")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> visitor.get("/health").statusCode() == 200);
    }

    void stage(String app, Map<String, String> set) {
        long version = api.get("/apps/" + app + "/environment").get("version").asLong();
        api.send("PATCH", "/apps/" + app + "/environment", Map.of("set", set, "version", version));
    }

    void scale(String app, int instances) {
        api.send("PUT", "/apps/" + app + "/scale", Map.of("instances", instances));
    }

    /** Other settings of processes beside web, in one release; null takes one away. */
    void process(String app, String type, @Nullable Map<String, ?> settings) {
        api.send("PUT", "/apps/" + app + "/settings", Map.of("processes", Collections.singletonMap(type, settings)));
    }

    /** Start, stop or restart. */
    void act(String app, String action) {
        api.send("POST", "/apps/" + app + "/actions/" + action, Map.of());
    }

    static String state(JsonNode node) {
        return node.get("state").asString();
    }

    @Override
    public void close() {
        platform.close();
        engine.close();
    }
}
