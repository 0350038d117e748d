package io.slipway.api;

import io.slipway.api.DeploymentAnswers.DeploymentAnswer;
import io.slipway.apps.AppView;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessView;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.apps.Sidecar;
import io.slipway.kernel.Ports;
import io.slipway.kernel.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers read about apps: shapes of their own, so that inner views can change. */
final class AppAnswers {

    private AppAnswers() {}

    record HealthCheckAnswer(String type, String path, long startTimeoutSeconds) {
        static HealthCheckAnswer of(HealthCheck check) {
            return new HealthCheckAnswer(
                    check.type().name().toLowerCase(Locale.ROOT),
                    check.path(),
                    check.startTimeout().toSeconds());
        }
    }

    /** A port of a process; the first one is the primary. */
    record PortAnswer(String name, int number) {

        static List<PortAnswer> of(Ports ports) {
            return ports.all().stream()
                    .map(port -> new PortAnswer(port.name(), port.number()))
                    .toList();
        }
    }

    /** A container beside the app's; never with values of its environment. */
    record SidecarAnswer(
            String name,
            String image,
            String imageId,
            List<String> command,
            List<String> environmentKeys,
            long memoryMib,
            int cpuMillis) {

        static SidecarAnswer of(Sidecar sidecar) {
            return new SidecarAnswer(
                    sidecar.name(),
                    sidecar.image(),
                    sidecar.imageId(),
                    sidecar.command(),
                    sidecar.environment().keySet().stream().sorted().toList(),
                    sidecar.size().memory().toMebibytes(),
                    sidecar.size().cpu().millis());
        }
    }

    /** How one process of a release runs. */
    record SettingsAnswer(
            List<String> command,
            List<PortAnswer> ports,
            long memoryMib,
            int cpuMillis,
            HealthCheckAnswer healthCheck,
            String constraints,
            int atMostPerHost,
            boolean atMostOne,
            List<SidecarAnswer> sidecars) {

        static SettingsAnswer of(ProcessSettings settings) {
            return new SettingsAnswer(
                    settings.command(),
                    PortAnswer.of(settings.ports()),
                    settings.size().memory().toMebibytes(),
                    settings.size().cpu().millis(),
                    HealthCheckAnswer.of(settings.healthCheck()),
                    settings.placement().constraints().toString(),
                    settings.placement().atMostPerHost(),
                    settings.placement().atMostOne(),
                    settings.sidecars().stream().map(SidecarAnswer::of).toList());
        }

        static Map<String, SettingsAnswer> of(ReleaseSettings settings) {
            var answers = new LinkedHashMap<String, SettingsAnswer>();
            settings.processes().forEach((type, process) -> answers.put(type, of(process)));
            return answers;
        }
    }

    /** A process and how many instances it should have. */
    record ProcessAnswer(UUID id, String type, int instances) {

        static ProcessAnswer of(ProcessView process) {
            return new ProcessAnswer(process.id().value(), process.type(), process.instances());
        }
    }

    /** An app; {@code instances} is of the web process, {@code allowed} names what the caller may do with it, {@code internalName} is for apps of its space. */
    record AppAnswer(
            UUID id,
            String name,
            String organization,
            String space,
            String internalName,
            int instances,
            List<ProcessAnswer> processes,
            boolean started,
            boolean staged,
            boolean deleting,
            Instant createdAt,
            ReleaseAnswer release,
            @Nullable DeploymentAnswer deployment,
            List<String> allowed,
            Map<String, String> labels) {

        static AppAnswer of(AppView app) {
            return new AppAnswer(
                    app.id().value(),
                    app.path().app(),
                    app.path().space().organization(),
                    app.path().space().space(),
                    app.path().internalName(),
                    app.web().instances(),
                    app.processes().stream().map(ProcessAnswer::of).toList(),
                    app.started(),
                    app.staged(),
                    app.deleting(),
                    app.createdAt(),
                    ReleaseAnswer.of(app.release()),
                    app.deployment() == null ? null : DeploymentAnswer.of(app.deployment()),
                    app.allowed().stream().map(Enum::name).sorted().toList(),
                    app.labels().values());
        }
    }

    /** A release; never with values of its environment. What stands beside {@code processes} is of the web process. */
    record ReleaseAnswer(
            int number,
            String image,
            String imageId,
            int port,
            long memoryMib,
            int cpuMillis,
            HealthCheckAnswer healthCheck,
            List<String> command,
            List<String> environmentKeys,
            List<String> changes,
            String createdBy,
            Instant createdAt,
            boolean current,
            String constraints,
            int atMostPerHost,
            boolean atMostOne,
            Map<String, SettingsAnswer> processes) {

        static ReleaseAnswer of(ReleaseView release) {
            return new ReleaseAnswer(
                    release.number(),
                    release.image(),
                    release.imageId(),
                    release.web().port(),
                    release.web().size().memory().toMebibytes(),
                    release.web().size().cpu().millis(),
                    HealthCheckAnswer.of(release.web().healthCheck()),
                    release.web().command(),
                    release.environmentKeys(),
                    release.changes(),
                    release.createdBy(),
                    release.createdAt(),
                    release.current(),
                    release.web().placement().constraints().toString(),
                    release.web().placement().atMostPerHost(),
                    release.web().placement().atMostOne(),
                    SettingsAnswer.of(release.settings()));
        }
    }

    /** The environment; values are null for callers who may not see them. */
    record EnvironmentAnswer(List<VariableAnswer> variables, boolean staged, long version) {
        static EnvironmentAnswer of(EnvironmentView environment) {
            return new EnvironmentAnswer(
                    environment.variables().stream().map(VariableAnswer::of).toList(),
                    environment.isStaged(),
                    environment.version());
        }
    }

    /** One variable: saved and running value, and how they differ. */
    record VariableAnswer(
            String name, @Nullable String value, @Nullable String runningValue, String mark) {
        static VariableAnswer of(EnvironmentView.Variable variable) {
            return new VariableAnswer(
                    variable.name(),
                    revealed(variable.value()),
                    revealed(variable.running()),
                    variable.mark().name());
        }

        private static @Nullable String revealed(@Nullable Secret secret) {
            return secret == null ? null : secret.reveal();
        }
    }
}
