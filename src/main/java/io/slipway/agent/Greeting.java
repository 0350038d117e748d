package io.slipway.agent;

import io.slipway.protocol.AgentMessage;
import io.slipway.protocol.Heartbeat;
import io.slipway.protocol.Hello;
import io.slipway.protocol.Protocol;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;

/** What the agent says of itself and its host: all of it at connect, the little that changes in every heartbeat. */
final class Greeting {

    private final AgentOptions options;
    private final ContainerRuntime runtime;
    private final LongSupplier logsDropped;
    private final String bootId = UUID.randomUUID().toString();
    private long sequence;

    /** @param logsDropped lines that the log spool lost since boot */
    Greeting(AgentOptions options, ContainerRuntime runtime, LongSupplier logsDropped) {
        this.options = options;
        this.runtime = runtime;
        this.logsDropped = logsDropped;
    }

    Hello hello(long knownEpoch, long knownGeneration) {
        var hello = Hello.newBuilder()
                .setProtocolVersion(Protocol.PROTOCOL_VERSION_VALUE)
                .setAgentVersion(version())
                .setBootId(bootId)
                .setAddress(options.address())
                .setRouterPort(options.routerPort())
                .setKnownEpoch(knownEpoch)
                .setKnownGeneration(knownGeneration)
                .setTakesNames(true)
                .setFences(Fences.arePossible(Path.of("/proc")));
        try {
            var engine = runtime.engine();
            hello.setEngineVersion(engine.version())
                    .setCpuMillis(engine.cores() * 1000)
                    .setMemoryBytes(engine.memoryBytes())
                    .setArchitecture(engine.architecture());
        } catch (RuntimeFailure away) {
            hello.setCpuMillis(Runtime.getRuntime().availableProcessors() * 1000)
                    .setArchitecture(System.getProperty("os.arch").replace("aarch64", "arm64"));
        }
        return hello.build();
    }

    /**
     * What changes.
     *
     * @param problem a sentence for people, which keeps instances off; empty when well
     * @param notice a sentence for people that keeps none off; empty when there is nothing to say
     */
    AgentMessage heartbeat(int warmSandboxes, String problem, String notice) {
        return AgentMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder()
                        .setSequence(++sequence)
                        .setWarmSandboxes(warmSandboxes)
                        .setProblem(problem)
                        .setNotice(notice)
                        .setDiskFreeBytes(diskFree(options.data()))
                        .setLogsDropped(logsDropped.getAsLong()))
                .build();
    }

    private static long diskFree(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    private static String version() {
        var version = Greeting.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
