package io.slipway.agent.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import io.slipway.agent.AppContainerSpec;
import io.slipway.agent.SandboxSpec;
import io.slipway.images.PlatformImages;
import java.util.List;
import java.util.Map;

/**
 * Builds containers up from typed fields. Fixed for all: no capability but a short list, no new privileges, a limit on
 * processes, restart policy <em>no</em> (Slipway restarts), rotated json logs. CPU: the weight is the size that was asked for,
 * the ceiling is that rounded up to whole cores, so that a start may use an idle core but nobody takes the machine.
 */
final class ContainerBuilder {

    static final List<Capability> CAPABILITIES = List.of(
            Capability.CHOWN,
            Capability.DAC_OVERRIDE,
            Capability.FOWNER,
            Capability.SETUID,
            Capability.SETGID,
            Capability.NET_BIND_SERVICE,
            Capability.KILL);

    private static final long MAX_PROCESSES = 512;
    private static final long SANDBOX_MEMORY = 16L * 1024 * 1024;
    private static final long SANDBOX_PROCESSES = 8;
    private static final int SHARES_PER_CORE = 1024;
    private static final int LEAST_SHARES = 2;
    private static final long NANOS_PER_CORE = 1_000_000_000L;
    private static final Map<String, String> ROTATED = Map.of("max-size", "10m", "max-file", "5");
    private static final Map<String, String> SMALLEST_LOG = Map.of("max-size", "64k", "max-file", "1");

    private final EngineConnection connection;
    private volatile int engineCores;

    ContainerBuilder(EngineConnection connection) {
        this.connection = connection;
    }

    String sandbox(SandboxSpec spec) {
        var host = hardened(SANDBOX_PROCESSES, SMALLEST_LOG)
                .withCapAdd()
                .withReadonlyRootfs(true)
                .withMemory(SANDBOX_MEMORY)
                .withMemorySwap(SANDBOX_MEMORY)
                .withNetworkMode("none");
        return connection.call(client -> {
            var command = client.createContainerCmd(spec.imageId())
                    .withName(spec.name())
                    .withLabels(spec.labels())
                    .withHostName(spec.hostname())
                    // Else the engine starts a program of its own, for nothing.
                    .withNetworkDisabled(true)
                    .withHostConfig(host);
            if (spec.endsByItself()) {
                command.withCmd(PlatformImages.fenceCommand(spec.name())).withUser(PlatformImages.FENCE_USER);
            }
            return created(command);
        });
    }

    String app(AppContainerSpec spec) {
        var host = hardened(MAX_PROCESSES, ROTATED)
                .withCapAdd(CAPABILITIES.toArray(Capability[]::new))
                .withMemory(spec.memoryBytes())
                .withMemorySwap(spec.memoryBytes())
                .withCpuShares(Math.max(LEAST_SHARES, spec.cpuMillis() * SHARES_PER_CORE / 1000))
                .withNanoCPUs(ceiling(spec.cpuMillis()) * NANOS_PER_CORE)
                .withNetworkMode("container:" + spec.sandboxId())
                .withBinds(spec.files().entrySet().stream()
                        .map(file -> new Bind(file.getValue(), new Volume(file.getKey()), AccessMode.ro))
                        .toList());
        if (spec.endsWithSandbox()) {
            host.withPidMode("container:" + spec.sandboxId());
        }
        return connection.call(client -> {
            var command = client.createContainerCmd(spec.imageId())
                    .withName(spec.name())
                    .withLabels(spec.labels())
                    .withEnv(spec.environment().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList())
                    .withHostConfig(host);
            if (!spec.command().isEmpty()) {
                command.withEntrypoint(spec.command());
            }
            return created(command);
        });
    }

    private static HostConfig hardened(long processes, Map<String, String> logRotation) {
        return HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withPidsLimit(processes)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, logRotation));
    }

    private static String created(CreateContainerCmd command) {
        SecondLock.check(command);
        return command.exec().getId();
    }

    private long ceiling(int cpuMillis) {
        if (engineCores == 0) {
            var cores = connection.call(client -> client.infoCmd().exec().getNCPU());
            engineCores = cores == null ? 1 : cores;
        }
        return Math.clamp((cpuMillis + 999L) / 1000, 1, engineCores);
    }
}
