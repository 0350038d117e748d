package io.slipway.api;

import io.slipway.api.DeploymentAnswers.DeploymentAnswer;
import io.slipway.apps.AppView;
import io.slipway.apps.EnvironmentView;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ReleaseView;
import io.slipway.kernel.Secret;
import java.time.Instant;
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

    /** An app; {@code allowed} names what the caller may do with it, {@code internalName} is for apps of its space. */
    record AppAnswer(
            UUID id,
            String name,
            String organization,
            String space,
            String internalName,
            int instances,
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
                    app.wantedInstances(),
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

    /** A release; never with values of its environment. */
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
            int atMostPerHost) {

        static ReleaseAnswer of(ReleaseView release) {
            return new ReleaseAnswer(
                    release.number(),
                    release.image(),
                    release.imageId(),
                    release.port(),
                    release.size().memory().toMebibytes(),
                    release.size().cpu().millis(),
                    HealthCheckAnswer.of(release.healthCheck()),
                    release.command(),
                    release.environmentKeys(),
                    release.changes(),
                    release.createdBy(),
                    release.createdAt(),
                    release.current(),
                    release.placement().constraints().toString(),
                    release.placement().atMostPerHost());
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
