package io.slipway.apps;

import io.slipway.iam.Permission;
import io.slipway.iam.SpacePath;
import io.slipway.iam.SpaceRef;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** What people do with apps. Every method is authorised, tenant-scoped and audited; console and API call nothing else. */
@Service
public class AppService {

    private final AppAccess access;
    private final AppTransactions transactions;
    private final AppViews views;
    private final AppCreation creation;
    private final Rollout rollout;
    private final EnvironmentDesk environments;

    AppService(
            AppAccess access,
            AppTransactions transactions,
            AppViews views,
            AppCreation creation,
            Rollout rollout,
            EnvironmentDesk environments) {
        this.access = access;
        this.transactions = transactions;
        this.views = views;
        this.creation = creation;
        this.rollout = rollout;
        this.environments = environments;
    }

    /** Apps of all spaces that the caller may read, by name; at most 1,000. */
    public List<AppView> list() {
        var spaces = access.readableSpaces();
        return transactions.read(() -> views.ofSpaces(spaces));
    }

    /** Apps of one space. */
    public List<AppView> list(SpacePath space) {
        var found = access.require(space, Permission.SPACE_READ);
        return transactions.read(() -> views.ofSpaces(List.of(found)));
    }

    /** One app. */
    public AppView get(AppPath path) {
        var space = access.require(path.space(), Permission.SPACE_READ);
        return transactions.read(() -> views.of(access.find(path.app(), space), space));
    }

    /** One app, by id. */
    public AppView get(AppId id) {
        return view(id, access.require(id, Permission.SPACE_READ));
    }

    /**
     * Creates an app with its web process, first release, default route and, if asked, first deployment. Blocks while a host
     * looks at the image.
     *
     * @throws PlatformException.Invalid for input that is wrong, naming the field
     * @throws PlatformException.Conflict {@code name-taken} or {@code route-taken}
     */
    public AppView create(SpacePath path, CreateAppRequest request) {
        var space = access.require(path, Permission.SPACE_DEVELOP);
        creation.requireValid(request);
        transactions.read(() -> creation.requireNameFree(request.name(), space));
        var inspection = creation.inspect(request.image());
        var id = transactions.write(() -> {
            var app = creation.create(space, request, inspection, access.actor());
            access.recordChange(app, "app.create", "created from " + request.image());
            return app.id();
        });
        return view(id, space);
    }

    /**
     * Sets the number of instances of the web process, 0 to 100; applies at once.
     *
     * @throws PlatformException.Conflict {@code autoscale-bounds} when an autoscale policy keeps it within others
     */
    public AppView scale(AppId id, int instances) {
        return scale(id, ProcessType.WEB, instances);
    }

    /**
     * Sets the number of instances of one process, 0 to 100; applies at once.
     *
     * @throws PlatformException.NotFound when the current release has no such process
     */
    public AppView scale(AppId id, String type, int instances) {
        SettingsRules.requireInstances(instances);
        return change(id, Permission.SPACE_OPERATE, app -> {
            var process = rollout.process(app, type);
            rollout.current(app)
                    .settings()
                    .of(type)
                    .ifPresent(settings -> AtMostOneRules.requireInstances(app.name(), settings, instances));
            int before = process.instances();
            access.recordChange(app, "app.scale", words("scaled", type) + " from " + before + " to " + instances);
            process.scaleTo(instances);
            rollout.publishScaledByHand(app, process, before, access.actor());
            rollout.scaled(app);
            rollout.publish(app);
        });
    }

    /** Starts a stopped app; does nothing when it is started. */
    public AppView start(AppId id) {
        return change(id, Permission.SPACE_OPERATE, app -> {
            if (!app.isStarted()) {
                app.start();
                rollout.deploy(app, "started", access.actor());
                access.recordChange(app, "app.start", "started");
                rollout.publish(app);
            }
        });
    }

    /** Stops an app; its instances end after they were drained. Does nothing when it is stopped. */
    public AppView stop(AppId id) {
        return change(id, Permission.SPACE_OPERATE, app -> {
            if (app.isStarted()) {
                app.stop();
                rollout.cancelRunning(app);
                access.recordChange(app, "app.stop", "stopped");
                rollout.publish(app);
            }
        });
    }

    /** Replaces all instances of all processes, new ones first. */
    public AppView restart(AppId id) {
        return restart(id, rollout::processes, "restarted");
    }

    /**
     * Replaces all instances of one process, new ones first; the others stay.
     *
     * @throws PlatformException.NotFound when the current release has no such process
     */
    public AppView restart(AppId id, String type) {
        return restart(id, app -> List.of(rollout.process(app, type)), words("restarted", type));
    }

    private AppView restart(AppId id, Function<App, List<Process>> which, String words) {
        return change(id, Permission.SPACE_OPERATE, app -> {
            if (!app.isStarted()) {
                throw new PlatformException.Conflict("app-stopped", app.name() + " is stopped. Start it instead.");
            }
            rollout.requireNoTrial(app);
            which.apply(app).forEach(Process::renewRestartToken);
            rollout.deploy(app, words, access.actor());
            access.recordChange(app, "app.restart", words);
            rollout.publish(app);
        });
    }

    /**
     * Orders the end of an app: containers, routes, logs and metrics go. Does nothing when that was ordered before.
     *
     * @param confirmation must be the app's name
     */
    public void delete(AppId id, String confirmation) {
        var space = access.require(id, Permission.SPACE_DEVELOP);
        transactions.write(() -> {
            var app = access.find(id, space);
            if (!app.name().equals(confirmation)) {
                throw new PlatformException.Invalid(
                        "confirmation-mismatch",
                        "confirmation",
                        "Type the name of the app, " + app.name() + ", to delete it.");
            }
            if (!app.isDeleting()) {
                app.markDeleting();
                rollout.cancelRunning(app);
                access.recordChange(app, "app.delete", "deleted");
                rollout.publish(app);
            }
            return app.id();
        });
    }

    /** Saved and running variables; values only for callers with {@code SPACE_SECRETS}. */
    public EnvironmentView environment(AppId id) {
        var space = access.require(id, Permission.SPACE_READ);
        return transactions.read(() -> environmentOf(access.find(id, space)));
    }

    /** Saves edits to the environment without running them. {@code version} is that of the view the edit started from. */
    public EnvironmentView stage(AppId id, EnvironmentChange change, long version) {
        return changeEnvironment(id, app -> {
            environments.stage(app, change, version);
            access.recordChange(app, "app.stage", "saved variables: " + words(change));
        });
    }

    /** Throws saved edits away. */
    public EnvironmentView discard(AppId id) {
        return changeEnvironment(id, app -> {
            app.discardStaged();
            access.recordChange(app, "app.discard", "threw saved variables away");
        });
    }

    /** Makes a release of what is saved and deploys it. */
    public AppView apply(AppId id) {
        return apply(id, DeploymentStrategy.DEFAULT);
    }

    /** Makes a release of what is saved and deploys it in this way. */
    public AppView apply(AppId id, DeploymentStrategy strategy) {
        StrategyRules.require(strategy);
        return release(
                id,
                app -> new Next(environments.staged(app), strategy, "environment applied", "app.apply"),
                App::discardStaged);
    }

    /** Makes a release with another image and deploys it. Blocks while a host looks at the image. */
    public AppView deployImage(AppId id, String image) {
        return deployImage(id, image, DeploymentStrategy.DEFAULT);
    }

    /** Makes a release with another image and deploys it in this way. Blocks while a host looks at the image. */
    public AppView deployImage(AppId id, String image, DeploymentStrategy strategy) {
        StrategyRules.require(strategy);
        access.require(id, Permission.SPACE_DEVELOP);
        var imageId = creation.inspect(image).imageId();
        return release(
                id,
                app -> new Next(
                        rollout.current(app).withImage(image, imageId), strategy, "image deployed", "app.deploy"));
    }

    /** Makes a release with other settings of its processes and deploys it: some are added, changed or taken away. */
    public AppView configure(AppId id, ReleaseSettings settings) {
        return configure(id, settings, DeploymentStrategy.DEFAULT);
    }

    /** Makes a release with other settings of its processes and deploys it in this way. */
    public AppView configure(AppId id, ReleaseSettings settings, DeploymentStrategy strategy) {
        SettingsRules.require(settings);
        StrategyRules.require(strategy);
        access.require(id, Permission.SPACE_DEVELOP);
        var resolved =
                Sidecars.resolved(settings, image -> creation.inspect(image).imageId());
        return release(id, app -> {
            var current = rollout.current(app);
            var next = current.withSettings(Sidecars.completed(resolved, current.settings()));
            return new Next(next, strategy, "settings changed", "app.configure");
        });
    }

    /** Says this of an app, in place of all that was said; applies at once, without a release. */
    public AppView label(AppId id, Labels labels) {
        return change(id, Permission.SPACE_DEVELOP, app -> {
            if (!app.labels().equals(labels)) {
                app.label(labels);
                access.recordChange(
                        app, "app.label", "labelled " + (labels.values().isEmpty() ? "nothing" : labels));
                rollout.publishChange(app);
            }
        });
    }

    /** Makes a new release equal to an old one and deploys it; what is saved but not applied stays saved. */
    public AppView rollBack(AppId id, int releaseNumber) {
        return rollBack(id, releaseNumber, DeploymentStrategy.DEFAULT);
    }

    /** Makes a new release equal to an old one and deploys it in this way; what is saved but not applied stays saved. */
    public AppView rollBack(AppId id, int releaseNumber, DeploymentStrategy strategy) {
        StrategyRules.require(strategy);
        return release(id, app -> {
            var old = rollout.contentOf(app, releaseNumber);
            return new Next(old, strategy, "rolled back to v" + releaseNumber, "app.roll-back");
        });
    }

    /** Releases, newest first, at most 200. */
    public List<ReleaseView> releases(AppId id) {
        var space = access.require(id, Permission.SPACE_READ);
        return transactions.read(() -> views.releasesOf(access.find(id, space)));
    }

    /** Deployments, newest first, at most 200. */
    public List<DeploymentView> deployments(AppId id) {
        var space = access.require(id, Permission.SPACE_READ);
        return transactions.read(() -> views.deploymentsOf(access.find(id, space)));
    }

    /** What happened to the app, newest first, at most {@code limit}: the audit trail of it in words. */
    public List<AppEvent> events(AppId id, int limit) {
        access.require(id, Permission.SPACE_READ);
        return access.history(id, limit);
    }

    /** A release to be made, and how trail and deployment call it. */
    private record Next(ReleaseContent content, DeploymentStrategy strategy, String trigger, String action) {}

    private AppView release(AppId id, Function<App, Next> plan) {
        return release(id, plan, app -> {});
    }

    private AppView release(AppId id, Function<App, Next> plan, Consumer<App> afterwards) {
        return change(id, Permission.SPACE_DEVELOP, app -> {
            var next = plan.apply(app);
            var release = rollout.release(app, next.content(), next.strategy(), next.trigger(), access.actor());
            afterwards.accept(app);
            access.recordChange(app, next.action(), next.trigger() + " as " + release);
        });
    }

    private AppView change(AppId id, Permission permission, Consumer<App> change) {
        var space = access.require(id, permission);
        transactions.write(() -> changed(id, space, change).id());
        return view(id, space);
    }

    /** Read after the change is committed: the loops need not wait for what its author gets to see. */
    private AppView view(AppId id, SpaceRef space) {
        return transactions.read(() -> views.of(access.find(id, space), space));
    }

    private EnvironmentView changeEnvironment(AppId id, Consumer<App> change) {
        var space = access.require(id, Permission.SPACE_DEVELOP);
        return transactions.write(() -> {
            var app = changed(id, space, change);
            rollout.publishChange(app);
            return environmentOf(app);
        });
    }

    private App changed(AppId id, SpaceRef space, Consumer<App> change) {
        var app = access.find(id, space);
        app.requireNotDeleting();
        change.accept(app);
        return app;
    }

    private EnvironmentView environmentOf(App app) {
        return environments.view(app, access.maySeeSecrets(app));
    }

    /** The web process is not named. */
    private static String words(String verb, String type) {
        return type.equals(ProcessType.WEB) ? verb : verb + " " + type;
    }

    private static String words(EnvironmentChange change) {
        return change.set().size() + " set, " + change.remove().size() + " removed";
    }
}
