package io.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What an idle platform holds: set up, its console looked at, one app running, then left alone for a minute. */
final class MemoryMeasurement implements Measurement {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final double GOAL_MIB = 512;
    private static final int DEFAULT_WARM = 4;
    private static final int LOOKS = 5;
    private static final List<String> PAGES = List.of("/", "/login", "/api/openapi");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean needsPlatform() {
        return true;
    }

    @Override
    public Figures measure(Bench bench) throws IOException, InterruptedException {
        var platform = bench.platform();
        platform.api().createSample("idle");
        Patience.until("the app", IDLE, () -> platform.answers("idle", "/"));
        for (int look = 0; look < LOOKS; look++) {
            for (var page : PAGES) {
                platform.api().status(page);
            }
        }
        platform.awaitWarm(DEFAULT_WARM);
        Thread.sleep(IDLE);
        double server = ProcFiles.residentMib(platform.serverPid());
        double agent = ProcFiles.residentMib(platform.agentPid());
        double shims = 0;
        for (var sandbox : platform.warmSandboxes()) {
            shims += shimMib(sandbox);
        }
        return Figures.of(
                Figure.of("memory.idle_mib", server + agent).atMost(GOAL_MIB),
                Figure.of("memory.server_mib", server),
                Figure.of("memory.agent_mib", agent),
                Figure.of("memory.shims_mib", shims),
                Figure.of("memory.warm_sandboxes", platform.warmSandboxes().size()));
    }

    /** The engine runs one shim for each container and names the container on its command line. */
    private static double shimMib(String container) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                if (commandLine(process).contains(container)
                        && commandLine(process).contains("shim")) {
                    return ProcFiles.residentMib(
                            Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return 0;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
