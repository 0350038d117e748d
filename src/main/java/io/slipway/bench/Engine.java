package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Docker Engine, spoken to directly: create and start without a program's own start, the fastest that it can be. */
final class Engine {

    private static final Path OF_THIS_MACHINE = Path.of("/var/run/docker.sock");
    private static final String LABEL = "slipway-bench";

    /** The label of every container that stands beside ours in a measurement. */
    static final String PEER = LABEL + "=peer";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path socket;

    /** The one that runs on this machine. */
    Engine() {
        this(OF_THIS_MACHINE);
    }

    Engine(Path socket) {
        this.socket = socket;
    }

    /** Seconds from the request to the first 200 of a container with a published port. */
    double secondsToRun(String imageId, int imagePort, String path) throws IOException, InterruptedException {
        int port = Web.freePort();
        long start = System.nanoTime();
        var id = call("POST", "/containers/create", """
                {"Image":"%s","Labels":{"%s":"peer"},"HostConfig":{"PortBindings":{"%d/tcp":[{"HostPort":"%d"}]}}}""".formatted(imageId, LABEL, imagePort, port))
                .path("Id")
                .asString();
        call("POST", "/containers/" + id + "/start", "");
        Patience.until("a container to answer", PATIENCE, () -> Web.status(port, "localhost", path) == 200);
        return (System.nanoTime() - start) / 1e9;
    }

    /** Removes all containers with the label {@link #PEER}. */
    void removePeers() throws IOException {
        for (var container : list("label", PEER)) {
            call("DELETE", "/containers/" + container.path("Id").asString() + "?force=true", "");
        }
    }

    /** Removes every container there is; for an engine of the bench's own. */
    void removeAll() throws IOException {
        for (var container : call("GET", "/containers/json?all=1", "")) {
            call("DELETE", "/containers/" + container.path("Id").asString() + "?force=true&v=true", "");
        }
    }

    /** Containers, running ones only, that a filter of the engine lets through. */
    List<JsonNode> list(String filter, String value) throws IOException {
        var filters = java.net.URLEncoder.encode(
                "{\"" + filter + "\":[\"" + value + "\"]}", java.nio.charset.StandardCharsets.UTF_8);
        return StreamSupport.stream(
                        call("GET", "/containers/json?filters=" + filters, "").spliterator(), false)
                .toList();
    }

    /** Asks the engine; {@link IOException} with its words when it refuses. */
    JsonNode call(String method, String path, String body) throws IOException {
        var answer = Web.overUnixSocket(socket, method, path, body);
        if (answer.status() >= 300) {
            throw new IOException("The engine answered " + answer.status() + " to " + path + ": " + answer.body());
        }
        return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
