package io.slipway.apps;

import io.slipway.iam.SpaceRef;
import io.slipway.images.ImageInspection;
import io.slipway.images.ImageInspector;
import io.slipway.images.ImageReference;
import io.slipway.kernel.Actor;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Brings apps into being: looks at the image before any transaction, then writes everything at once. */
@Component
class AppCreation {

    private final Apps apps;
    private final Processes processes;
    private final Rollout rollout;
    private final ObjectProvider<ImageInspector> inspector;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AppCreation(
            Apps apps,
            Processes processes,
            Rollout rollout,
            ObjectProvider<ImageInspector> inspector,
            ApplicationEventPublisher events,
            Clock clock) {
        this.apps = apps;
        this.processes = processes;
        this.rollout = rollout;
        this.inspector = inspector;
        this.events = events;
        this.clock = clock;
    }

    /** Checks all that needs neither store nor image, so that a typo is told at once. */
    void requireValid(CreateAppRequest request) {
        AppName.require(request.name());
        ImageReference.parse(request.image());
        SettingsRules.requireInstances(request.instances());
        EnvironmentRules.require(request.environment());
        var settings = SettingsRules.require(settingsOf(request, SettingsRules.DEFAULT_PORT));
        AtMostOneRules.requireInstances(request.name(), settings.web(), request.instances());
    }

    String requireNameFree(String name, SpaceRef space) {
        if (apps.existsByNameAndSpaceId(name, space.spaceId().value())) {
            throw nameTaken(name);
        }
        return name;
    }

    /** Asks a host for the image; may take as long as a pull. Never inside a transaction. */
    ImageInspection inspect(String image) {
        ImageReference.parse(image);
        var available = inspector.getIfAvailable();
        if (available == null) {
            throw new PlatformException.Unavailable(
                    "no-host", "No host can look at images yet. Wait until one has joined, then try again.");
        }
        return available.inspect(image);
    }

    /** Writes app, process, first release, default route and deployment, in the caller's transaction. */
    App create(SpaceRef space, CreateAppRequest request, ImageInspection inspection, Actor actor) {
        requireNameFree(request.name(), space);
        var content = contentOf(request, inspection);
        var app = insert(
                new App(AppId.create(), space, request.name(), ReleaseId.create(), request.start(), clock.instant()));
        processes.save(new Process(ProcessId.create(), app, ProcessType.WEB, request.instances()));
        rollout.firstRelease(app, content, actor);
        events.publishEvent(
                new AppCreated(app.id(), app.name(), app.organizationId(), app.spaceId(), routeHost(request, content)));
        rollout.deploy(app, "created", actor);
        rollout.publish(app);
        return app;
    }

    private App insert(App app) {
        try {
            return apps.saveAndFlush(app);
        } catch (DataIntegrityViolationException e) {
            // Somebody else took the name between the check and now; the unique index decides.
            throw nameTaken(app.name());
        }
    }

    private static PlatformException nameTaken(String name) {
        return new PlatformException.Conflict(
                "name-taken", "name", "There is already an app named " + name + " in this space. Choose another name.");
    }

    private static ReleaseContent contentOf(CreateAppRequest request, ImageInspection inspection) {
        var settings = settingsOf(request, firstPort(inspection));
        return new ReleaseContent(request.image(), inspection.imageId(), settings, request.environment());
    }

    private static ReleaseSettings settingsOf(CreateAppRequest request, int defaultPort) {
        int port = request.port() == null ? defaultPort : request.port();
        return ReleaseSettings.ofWeb(new ProcessSettings(
                request.command(), Ports.of(port), request.size(), request.healthCheck(), request.placement()));
    }

    private static int firstPort(ImageInspection inspection) {
        return inspection.exposedPorts().stream().findFirst().orElse(SettingsRules.DEFAULT_PORT);
    }

    /** An app without a port gets no route unless one was asked for. */
    private static @Nullable String routeHost(CreateAppRequest request, ReleaseContent content) {
        return content.settings().web().port() == 0 && request.routeHost() == null ? "" : request.routeHost();
    }
}
