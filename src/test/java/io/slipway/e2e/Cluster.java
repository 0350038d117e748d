package io.slipway.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A Slipway of several hosts: the server on this machine, an agent with an engine of its own in each host of a rig. */
final class Cluster implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int ROUTER_PORT = 8_000;

    /** An organization and a space beside the default ones, both called so. */
    static final String OTHER = "other";

    private static final List<String> OTHER_SPACE = List.of(
            "insert into organization (id, name, created_at, version)"
                    + " select '00000000-0000-7000-8000-000000000001', 'other', current_timestamp, 0"
                    + " where not exists (select 1 from organization where name = 'other')",
            "insert into space (id, organization_id, name, created_at, version)"
                    + " select '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'other',"
                    + " current_timestamp, 0 where not exists (select 1 from space where name = 'other')");

    final ApiClient api;
    final HostRig rig;
    private final Platform platform;
    private final List<JarProcess> agents = new ArrayList<>();

    private Cluster(Platform platform, HostRig rig) {
        this.platform = platform;
        this.rig = rig;
        this.api = platform.setUp();
    }

    /** Starts the server and as many hosts, named {@code host-1} and labelled {@code rack=r1} and so on, and waits until all are ready. */
    static Cluster start(int hosts) {
        var rig = HostRig.start(hosts);
        Cluster cluster;
        try {
            cluster = new Cluster(Platform.startWithoutHost(OTHER_SPACE), rig);
        } catch (RuntimeException failed) {
            rig.close();
            throw failed;
        }
        try {
            cluster.join(hosts);
            return cluster;
        } catch (RuntimeException | AssertionError failed) {
            var told = cluster.agents.getFirst().output();
            cluster.close();
            throw new IllegalStateException("The hosts did not become ready; the first agent said:\n" + told, failed);
        }
    }

    private void join(int hosts) {
        for (int host = 1; host <= hosts; host++) {
            agents.add(agent(host, List.of("--token=" + api.joinToken(name(host)), "--labels=rack=r" + host)));
        }
        agents.forEach(JarProcess::start);
        awaitReady(IntStream.rangeClosed(1, hosts).toArray());
    }

    static String name(int host) {
        return "host-" + host;
    }

    /** Starts the agent of a host that has its power again. */
    void startAgent(int host) {
        var agent = agent(host, List.of());
        agents.set(host - 1, agent);
        agent.start();
    }

    /** Sends a signal to the agent of a host. */
    void signalAgent(int host, String signal) {
        rig.tell(host, "/bin/sh", "-c", "kill -" + signal + " $(pidof java)");
    }

    /** The state of a host in a word. */
    String state(int host) {
        return api.hosts().stream()
                .filter(each -> each.get("name").asString().equals(name(host)))
                .map(each -> each.get("state").asString())
                .findFirst()
                .orElse("absent");
    }

    void awaitReady(int... hosts) {
        await("hosts that take instances")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> IntStream.of(hosts).allMatch(host -> isWell(host)));
    }

    /** Until these hosts keep as many sandboxes ready. */
    void awaitWarm(int sandboxes, int... hosts) {
        await(sandboxes + " warm sandboxes")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> IntStream.of(hosts).allMatch(host -> warm(host) >= sandboxes));
    }

    private int warm(int host) {
        return api.hosts().stream()
                .filter(each -> each.get("name").asString().equals(name(host)))
                .mapToInt(each -> each.get("warmSandboxes").asInt())
                .sum();
    }

    private boolean isWell(int host) {
        return api.hosts().stream()
                .anyMatch(each -> each.get("name").asString().equals(name(host))
                        && each.get("state").asString().equals("READY")
                        && each.path("problem").asString("").isEmpty()
                        && each.get("warmSandboxes").asInt() > 0);
    }

    /** A sample app with as many instances that all take traffic. */
    String runningSample(int instances) {
        var app = Stage.freshName();
        api.createSample(app, instances);
        awaitRoutable(app, instances);
        return app;
    }

    void awaitRoutable(String app, int instances) {
        await(app + " to serve with " + instances)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> api.routable(app).size() == instances);
    }

    /** The instances of an app that take traffic and whose host the server hears. */
    List<JsonNode> serving(String app) {
        var heard = api.hosts().stream()
                .filter(host -> host.get("state").asString().equals("READY"))
                .map(host -> host.get("name").asString())
                .toList();
        return api.routable(app).stream()
                .filter(instance -> heard.contains(instance.path("host").asString("")))
                .toList();
    }

    /** Somebody who uses an app through the router of one host. */
    Visitor visitor(int host, String app) {
        return new Visitor(rig.address(host) + ":" + ROUTER_PORT, app + ".apps.localhost");
    }

    /** Applies a changed environment and waits until the new release serves. */
    void deploy(String app, int value) {
        long version = api.get("/apps/" + app + "/environment").get("version").asLong();
        api.send(
                "PATCH",
                "/apps/" + app + "/environment",
                Map.of("set", Map.of("DEPLOYMENT", Integer.toString(value)), "version", version));
        api.send("POST", "/apps/" + app + "/environment/actions/apply", Map.of());
        await("the end of deployment " + value)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> api.list("/apps/" + app + "/deployments")
                        .getFirst()
                        .get("state")
                        .asString()
                        .equals("SUCCEEDED"));
    }

    /** Moves everything off a host and waits until it is empty. */
    void drain(int host) {
        api.startDrain(name(host));
        await("an empty host " + host)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> api.drain(name(host)).get("state").asString().equals("DRAINED"));
    }

    void delete(String app) {
        api.send("DELETE", "/apps/" + app + "?confirm=" + app, Map.of());
    }

    /** The same in the other space; its api does not see the app. */
    List<JsonNode> runningSampleInOtherSpace(String app, int instances) {
        var other = api.in(OTHER, OTHER);
        other.createSample(app, instances);
        return await(app + " to serve in the other space")
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> other.routable(app), serving -> serving.size() == instances);
    }

    void deleteInOtherSpace(String app) {
        api.in(OTHER, OTHER).send("DELETE", "/apps/" + app + "?confirm=" + app, Map.of());
    }

    /** Lets an app of the other space connect to an app. */
    void letConnect(String source, String app) {
        api.send(
                "POST",
                "/apps/" + app + "/network-policies",
                Map.of("source", Map.of("organization", OTHER, "space", OTHER, "app", source), "ports", "8080"));
    }

    /** Runs a command of the shell inside an instance's app container. */
    String inside(JsonNode instance, String command) {
        var host = Integer.parseInt(instance.get("host").asString().replace("host-", ""));
        var container = "slipway-" + instance.get("id").asString() + "-app";
        // The engine of a host in a rig cannot put a second process into a container's control group.
        var pid = rig.tell(host, "docker", "inspect", "-f", "{{.State.Pid}}", container)
                .strip();
        return rig.tell(host, "nsenter", "-t", pid, "-n", "-m", "/bin/sh", "-c", "exec 2>&1; " + command);
    }

    /** How many containers of an app run on all hosts. */
    int containers(String app) {
        return IntStream.rangeClosed(1, agents.size())
                .map(host -> (int) rig.tell(host, "docker", "ps", "-q", "--filter", "label=io.slipway.app=" + app)
                        .lines()
                        .count())
                .sum();
    }

    @Override
    public void close() {
        rig.close();
        agents.forEach(JarProcess::stop);
        platform.close();
    }

    private JarProcess agent(int host, List<String> more) {
        var arguments = new ArrayList<>(List.of(
                "agent",
                "--data=" + platform.data().resolve(name(host)),
                "--server=" + rig.outside() + ":" + platform.agentPort(),
                "--router-port=" + ROUTER_PORT));
        arguments.addAll(more);
        return new JarProcess("agent-" + host, platform.data(), rig.in(host), arguments);
    }
}
