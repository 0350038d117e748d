package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The peer that everybody knows: {@code docker run -d -p}, then asking until it answers. */
final class DockerRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path program;

    private DockerRun(Path program) {
        this.program = program;
    }

    /** @throws MissingPeerException when there is no such program */
    static DockerRun onThisMachine() {
        return found().map(DockerRun::new)
                .orElseThrow(
                        () -> new MissingPeerException(
                                "There is no docker command to compare with. Install it: apt-get install docker-cli, or docker.io"));
    }

    private static Optional<Path> found() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "docker"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Seconds from the start of the command to the first 200 of the container. */
    double seconds(String imageId, int imagePort, String path) throws IOException, InterruptedException {
        int port = Web.freePort();
        var command =
                List.of(program.toString(), "run", "-d", "-p", port + ":" + imagePort, "--label", Engine.PEER, imageId);
        long start = System.nanoTime();
        var printed = ChildProcess.output(Path.of("").toAbsolutePath(), command);
        Patience.until(
                "an answer after docker run: " + printed, PATIENCE, () -> Web.status(port, "localhost", path) == 200);
        return (System.nanoTime() - start) / 1e9;
    }
}
