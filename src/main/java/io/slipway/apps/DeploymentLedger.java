package io.slipway.apps;

import static java.util.stream.Collectors.toMap;

import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What loops read of apps and write about deployments. No user, no authorisation; never called by a front door. */
@Component
@Transactional(readOnly = true)
public class DeploymentLedger {

    private final Apps apps;
    private final Processes processes;
    private final Deployments deployments;
    private final AppViews views;
    private final ProcessSpecs specs;
    private final AppRemoval removal;
    private final DeploymentOutcome outcome;

    DeploymentLedger(
            Apps apps,
            Processes processes,
            Deployments deployments,
            AppViews views,
            ProcessSpecs specs,
            AppRemoval removal,
            DeploymentOutcome outcome) {
        this.apps = apps;
        this.processes = processes;
        this.deployments = deployments;
        this.views = views;
        this.specs = specs;
        this.removal = removal;
        this.outcome = outcome;
    }

    /** What should run of a process; empty once its app was deleted for good. */
    public Optional<ProcessSpec> spec(ProcessId id) {
        return processes.find(id.value(), DeploymentView.State.RUNNING).stream()
                .findFirst()
                .map(specs::of);
    }

    /**
     * What should run of all processes that take part in the running deployment of a process's app, {@code web} first; empty when none
     * runs.
     */
    public List<ProcessSpec> deploying(ProcessId id) {
        return processes.findBeside(id.value(), DeploymentView.State.RUNNING).stream()
                .map(specs::of)
                .filter(spec -> spec.deployment() != null)
                .sorted(Comparator.comparing(ProcessSpec::type, ProcessType.WEB_FIRST))
                .toList();
    }

    /** The app's newest deployment; empty when it was never deployed or is gone. */
    public Optional<DeploymentView> newest(AppId id) {
        return apps.findById(id.value()).flatMap(views::newestDeploymentOf);
    }

    /** Every process, for the resync. */
    public List<ProcessId> processes() {
        return processes.findIds().stream().map(ProcessId::new).toList();
    }

    /** The names of all apps, for the routers' table. */
    public Map<AppId, String> appNames() {
        return apps.findNames().stream().collect(toMap(row -> new AppId(row.id()), Apps.Name::name));
    }

    /** Notes that the release runs and answers through its route. Does nothing if the deployment has ended already. */
    @Transactional
    public void succeeded(DeploymentId id) {
        ifRunning(id, outcome::succeeded);
    }

    /**
     * Notes that the release does not run, and makes the release before it current again where there was one.
     *
     * @param cause a sentence with the next step
     */
    @Transactional
    public void failed(DeploymentId id, String cause) {
        ifRunning(id, (app, deployment) -> outcome.failed(app, deployment, cause));
    }

    /**
     * Notes that the instances of a canary's step serve, so that its release gets the step's share.
     *
     * @param step counted from 0; does nothing if the canary is at another one
     */
    @Transactional
    public void reached(DeploymentId id, int step) {
        ifRunning(id, (app, deployment) -> outcome.reached(app, deployment, step));
    }

    /** Notes that a canary's step has passed, and goes on with the next. Does nothing if the canary is at another one. */
    @Transactional
    public void passed(DeploymentId id, int step) {
        ifRunning(id, (app, deployment) -> outcome.passed(app, deployment, step));
    }

    /** Removes the rows of an app whose instances are gone; publishes {@link AppDeleted}. Does nothing unless its end was ordered. */
    @Transactional
    public void deleted(AppId id) {
        apps.findById(id.value()).filter(App::isDeleting).ifPresent(removal::remove);
    }

    /** Which of these apps are gone and on record as deleted; an app that was never heard of was not deleted. */
    public Set<AppId> deletedOf(Collection<AppId> ids) {
        var living = appNames().keySet();
        return removal.recordedOf(
                ids.stream().filter(id -> !living.contains(id)).toList());
    }

    private void ifRunning(DeploymentId id, BiConsumer<App, Deployment> act) {
        deployments
                .findById(id.value())
                .filter(Deployment::isRunning)
                .ifPresent(deployment ->
                        apps.findById(deployment.appId().value()).ifPresent(app -> act.accept(app, deployment)));
    }
}
