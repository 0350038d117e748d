package io.slipway.console.testing;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentView;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessView;
import io.slipway.apps.ReleaseSettings;
import io.slipway.apps.ReleaseView;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Things that pages show, with sensible values where a test does not care. */
public final class Examples {

    /** Noon of a day: the "now" of tests. */
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

    private static final ProcessSettings WEB =
            ProcessSettings.DEFAULT.withPorts(Ports.of(8080)).withHealthCheck(HealthCheck.DEFAULT);

    private Examples() {}

    /** A release that listens on 8080 with two variables. */
    public static ReleaseView release(int number) {
        return release(number, "registry.example/shop:1." + number, List.of("COLOR", "MODE"));
    }

    /** A release of an image with these variables. */
    public static ReleaseView release(int number, String image, List<String> keys) {
        return new ReleaseView(
                ReleaseId.create(),
                number,
                image,
                "sha256:" + Integer.toHexString(number).repeat(64).substring(0, 64),
                ReleaseSettings.ofWeb(WEB),
                keys,
                number == 1 ? List.of("created") : List.of("image 1." + (number - 1) + " → 1." + number),
                "mia",
                NOON.minus(Duration.ofHours(10 - number)),
                false);
    }

    /** A started app whose newest deployment succeeded. */
    public static AppView app(String name) {
        return app(name, ALL, deployment(DeploymentView.State.SUCCEEDED, 2, 1, null));
    }

    /** A started app in this deployment. */
    public static AppView app(String name, @Nullable DeploymentView deployment) {
        return app(name, ALL, deployment);
    }

    /** A started app of which the caller may do this. */
    public static AppView app(String name, Set<Permission> allowed, @Nullable DeploymentView deployment) {
        return app(name, allowed, deployment, true);
    }

    /** An app of the default space. */
    public static AppView app(
            String name, Set<Permission> allowed, @Nullable DeploymentView deployment, boolean started) {
        return app(name, 1, allowed, deployment, started);
    }

    /** A number of wanted instances whose newest deployment began at this time. */
    public static AppView app(String name, int wanted, DeploymentView.State state, Instant at) {
        return app(name, wanted, true, state, at);
    }

    /** The same, started or not. */
    public static AppView app(String name, int wanted, boolean started, DeploymentView.State state, Instant at) {
        String cause = state == DeploymentView.State.FAILED ? "Its port 8080 never answered." : null;
        return app(name, wanted, ALL, deployment(state, 1, 0, cause, at), started);
    }

    private static AppView app(
            String name, int wanted, Set<Permission> allowed, @Nullable DeploymentView deployment, boolean started) {
        return new AppView(
                AppId.create(),
                AppPath.of("default", "default", name),
                SpaceId.create(),
                OrganizationId.create(),
                List.of(new ProcessView(ProcessId.create(), ProcessType.WEB, wanted, WEB)),
                started,
                release(deployment == null ? 1 : deployment.releaseNumber()),
                false,
                deployment,
                false,
                NOON.minus(Duration.ofDays(1)),
                allowed,
                Labels.NONE);
    }

    /** The same app with so many instances of another process. */
    public static AppView with(AppView app, String process, int instances) {
        var of = app.release();
        var settings = of.settings().with(process, ProcessSettings.DEFAULT.withCommand(List.of("work")));
        var release = new ReleaseView(
                of.id(),
                of.number(),
                of.image(),
                of.imageId(),
                settings,
                of.environmentKeys(),
                of.changes(),
                of.createdBy(),
                of.createdAt(),
                of.current());
        var processes = List.of(
                app.web(),
                new ProcessView(
                        ProcessId.create(),
                        process,
                        instances,
                        settings.of(process).orElseThrow()));
        return new AppView(
                app.id(),
                app.path(),
                app.spaceId(),
                app.organizationId(),
                processes,
                app.started(),
                release,
                app.staged(),
                app.deployment(),
                app.deleting(),
                app.createdAt(),
                app.allowed(),
                app.labels());
    }

    /** The same app with labels. */
    public static AppView labelled(AppView app, String labels) {
        return new AppView(
                app.id(),
                app.path(),
                app.spaceId(),
                app.organizationId(),
                app.processes(),
                app.started(),
                app.release(),
                app.staged(),
                app.deployment(),
                app.deleting(),
                app.createdAt(),
                app.allowed(),
                Labels.parse(labels, "labels"));
    }

    /** A deployment that began a minute before noon and, unless it runs, ended at noon. */
    public static DeploymentView deployment(
            DeploymentView.State state, int number, int previous, @Nullable String cause) {
        return deployment(state, number, previous, cause, NOON.minusSeconds(60));
    }

    private static DeploymentView deployment(
            DeploymentView.State state, int number, int previous, @Nullable String cause, Instant at) {
        return new DeploymentView(
                DeploymentId.create(),
                number,
                previous,
                state,
                "created",
                "mia",
                at,
                state == DeploymentView.State.RUNNING ? null : at.plusSeconds(60),
                cause);
    }
}
