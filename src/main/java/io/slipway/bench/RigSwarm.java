package io.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Docker Swarm on the hosts of a rig, with its defaults: the first host manages and works, the others work. One service without a
 * network of its own, of an image that every engine has and is named by its id, so that nobody asks a registry: the fastest that it can be.
 */
final class RigSwarm implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MANAGER = 1;
    private static final int PORT = 2_377;
    private static final String SERVICE = "web";
    private static final String SPEC = """
            {"Name":"%s","TaskTemplate":{"ContainerSpec":{"Image":"%s"},"Resources":{"Limits":{"MemoryBytes":%d}}},
             "Mode":{"Replicated":{"Replicas":%d}}}""";
    /** As much as our app has by default. */
    private static final long MEMORY_BYTES = 256L << 20;

    private final Rig rig;
    private final Engine manager;
    private final String imageId;

    RigSwarm(Rig rig, String imageId) {
        this.rig = rig;
        this.manager = rig.engine(MANAGER);
        this.imageId = imageId;
    }

    /** Makes the swarm, and the service with one task. */
    void start() throws IOException, InterruptedException {
        manager.call("POST", "/swarm/init", """
                {"ListenAddr":"%s","AdvertiseAddr":"%s"}""".formatted(listen(MANAGER), rig.address(MANAGER)));
        var token = manager.call("GET", "/swarm", "")
                .path("JoinTokens")
                .path("Worker")
                .asString();
        for (int host = MANAGER + 1; host <= rig.hosts(); host++) {
            rig.engine(host).call("POST", "/swarm/join", """
                    {"ListenAddr":"%s","AdvertiseAddr":"%s","RemoteAddrs":["%s"],"JoinToken":"%s"}""".formatted(
                            listen(host), rig.address(host), listen(MANAGER), token));
        }
        awaitReady();
        manager.call("POST", "/services/create", SPEC.formatted(SERVICE, imageId, MEMORY_BYTES, 1));
    }

    private String listen(int host) {
        return rig.address(host) + ":" + PORT;
    }

    @Override
    public ServingInstances.Which instances() {
        return new ServingInstances.Which("label", "com.docker.swarm.service.name=" + SERVICE);
    }

    @Override
    public ServingInstances.Which containers() {
        return instances();
    }

    @Override
    public void scale(int instances) throws IOException {
        var version = manager.call("GET", "/services/" + SERVICE, "")
                .path("Version")
                .path("Index")
                .asLong();
        manager.call(
                "POST",
                "/services/" + SERVICE + "/update?version=" + version,
                SPEC.formatted(SERVICE, imageId, MEMORY_BYTES, instances));
    }

    @Override
    public void only(List<Integer> hosts) throws IOException {
        var addresses = hosts.stream().map(rig::address).toList();
        for (var node : nodes()) {
            var spec = node.path("Spec");
            boolean wanted = addresses.contains(address(node));
            manager.call(
                    "POST",
                    "/nodes/%s/update?version=%d"
                            .formatted(
                                    node.path("ID").asString(),
                                    node.path("Version").path("Index").asLong()),
                    "{\"Role\":\"%s\",\"Availability\":\"%s\"}"
                            .formatted(spec.path("Role").asString(), wanted ? "active" : "pause"));
        }
    }

    /** Whoever beats slower than thrice the period is lost to Swarm: its lease follows from the heartbeat. */
    @Override
    public void watchClosely(Duration heartbeat, Duration lease) throws IOException, InterruptedException {
        var swarm = manager.call("GET", "/swarm", "");
        var spec = (ObjectNode) swarm.path("Spec");
        ((ObjectNode) spec.path("Dispatcher")).put("HeartbeatPeriod", heartbeat.toNanos());
        manager.call(
                "POST",
                "/swarm/update?version=" + swarm.path("Version").path("Index").asLong(),
                spec.toString());
        awaitReady();
    }

    @Override
    public void awaitReady() throws InterruptedException {
        Patience.until(
                "ready nodes",
                PATIENCE,
                LOOK,
                () -> nodes().stream()
                                .filter(node -> "ready"
                                        .equals(node.path("Status")
                                                .path("State")
                                                .asString()))
                                .count()
                        == rig.hosts());
    }

    @Override
    public void returned(int host) throws InterruptedException {
        awaitReady();
    }

    private List<JsonNode> nodes() throws IOException {
        return StreamSupport.stream(manager.call("GET", "/nodes", "").spliterator(), false)
                .toList();
    }

    /** A manager may name itself by the address that others join at. */
    private String address(JsonNode node) {
        var told = node.path("Status").path("Addr").asString("");
        return IntStream.rangeClosed(1, rig.hosts())
                .mapToObj(rig::address)
                .filter(told::equals)
                .findFirst()
                .orElse(rig.address(MANAGER));
    }
}
