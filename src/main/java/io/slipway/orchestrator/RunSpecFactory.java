package io.slipway.orchestrator;

import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.Ports;
import io.slipway.orchestrator.Plan.Creation;
import io.slipway.protocol.NamedPort;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import io.slipway.protocol.Sidecar;

/** Freezes what one instance runs, complete: nothing is left to choose when it is executed. */
final class RunSpecFactory {

    private static final int FIRST_STARTUP_PROBE_MILLIS = 10;
    private static final int READINESS_PROBE_MILLIS = 2_000;
    private static final int PROBE_TIMEOUT_MILLIS = 1_000;
    private static final int READINESS_FAILURES = 2;
    private static final int STOP_GRACE_MILLIS = 10_000;

    private final RunEnvironment environment;

    RunSpecFactory(RunEnvironment environment) {
        this.environment = environment;
    }

    RunSpec make(ProcessSpec spec, Creation made, InstanceId id) {
        var settings = spec.settings();
        var runSpec = RunSpec.newBuilder()
                .setAppId(spec.appId().toString())
                .setAppName(spec.appName())
                .setSpaceId(spec.spaceId().toString())
                .setSpaceName(spec.spaceName())
                .setOrganizationName(spec.organizationName())
                .setProcessId(spec.processId().toString())
                .setProcessType(spec.type())
                .setIndex(made.index())
                .setIncarnation(made.incarnation())
                .setReleaseNumber(spec.releaseNumber())
                .setImage(spec.image())
                .setImageId(spec.imageId())
                .setPlatformImage(spec.image().equals(CreateAppRequest.SAMPLE))
                .addAllCommand(settings.command())
                .putAllEnvironment(environment.of(spec, made.index(), id))
                .setMemoryBytes(settings.size().memory().bytes())
                .setCpuMillis(settings.size().cpu().millis())
                .setPort(settings.port())
                .addAllPorts(settings.ports().all().stream()
                        .map(RunSpecFactory::port)
                        .toList())
                .setStopGraceMillis(STOP_GRACE_MILLIS)
                .setRestartToken(spec.restartToken())
                .setAtMostOne(settings.placement().atMostOne())
                .addAllSidecars(settings.sidecars().stream()
                        .map(RunSpecFactory::sidecar)
                        .toList());
        addProbes(runSpec, settings);
        return runSpec.build();
    }

    private static Sidecar sidecar(io.slipway.apps.Sidecar sidecar) {
        var made = Sidecar.newBuilder()
                .setName(sidecar.name())
                .setImage(sidecar.image())
                .setImageId(sidecar.imageId())
                .setPlatformImage(sidecar.image().equals(CreateAppRequest.SAMPLE))
                .addAllCommand(sidecar.command())
                .setMemoryBytes(sidecar.size().memory().bytes())
                .setCpuMillis(sidecar.size().cpu().millis());
        sidecar.environment().forEach((name, value) -> made.putEnvironment(name, value.reveal()));
        return made.build();
    }

    private static NamedPort port(Ports.Port port) {
        return NamedPort.newBuilder()
                .setName(port.name())
                .setNumber(port.number())
                .build();
    }

    private static void addProbes(RunSpec.Builder runSpec, ProcessSettings settings) {
        var check = settings.healthCheck();
        var type = settings.port() == 0 ? Probe.Type.PROCESS : typeOf(check.type());
        var probe = Probe.newBuilder().setType(type).setPath(check.path()).setTimeoutMillis(PROBE_TIMEOUT_MILLIS);
        runSpec.setStartupProbe(probe.clone()
                .setIntervalMillis(FIRST_STARTUP_PROBE_MILLIS)
                .setDeadlineMillis(Math.toIntExact(check.startTimeout().toMillis()))
                .setFailureThreshold(1));
        if (type != Probe.Type.PROCESS) {
            runSpec.setReadinessProbe(
                    probe.clone().setIntervalMillis(READINESS_PROBE_MILLIS).setFailureThreshold(READINESS_FAILURES));
        }
    }

    private static Probe.Type typeOf(HealthCheck.Type type) {
        return switch (type) {
            case PROCESS -> Probe.Type.PROCESS;
            case PORT -> Probe.Type.PORT;
            case HTTP -> Probe.Type.HTTP;
        };
    }
}
